namespace JasperFx.Events.Projections;

/// <summary>How a subscription or projection runs in the background.</summary>
public class AsyncOptions
{
    readonly List<string> tables = [];
    readonly List<Type> views = [];

    /// <summary>Most events of one page.</summary>
    public int BatchSize { get; set; } = 500;

    internal IReadOnlyList<string> Tables => tables;

    internal IReadOnlyList<Type> Views => views;

    /// <summary>
    /// Names a flat table that only this projection writes, as its SQL spells it, for example <c>lists.firms</c>. A rebuild writes it anew
    /// beside the live one and exchanges the rows at the end.
    /// </summary>
    public void DeleteDataInTableOnTeardown(string tableIdentifier) => tables.Add(tableIdentifier);

    /// <summary>Names a document class that only this projection writes.</summary>
    public void DeleteViewTypeOnTeardown<T>() => DeleteViewTypeOnTeardown(typeof(T));

    public void DeleteViewTypeOnTeardown(Type type) => views.Add(type);
}
