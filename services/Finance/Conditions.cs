namespace Cultivation.Finance;

/// <summary>The conditions of a list that its caller narrows, with their values in the same order.</summary>
/// <param name="always">What holds for every such list.</param>
/// <param name="values">Of its placeholders.</param>
internal sealed class Conditions(string always, params object[] values)
{
    private readonly List<object> all = [.. values];

    public string Sql { get; private set; } = always;

    public object[] Values => [.. all];

    /// <summary>One more condition, where its value is given.</summary>
    public Conditions Also(string condition, object? value)
    {
        if (value is null)
            return this;
        Sql = $"{Sql} and {condition}";
        all.Add(value);
        return this;
    }
}
