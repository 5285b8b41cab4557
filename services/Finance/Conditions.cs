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
    /// <param name="more">The values of its further placeholders, which are given with the first.</param>
    public Conditions Also(string condition, object? value, params object?[] more)
    {
        if (value is null)
            return this;
        Sql = $"{Sql} and {condition}";
        all.AddRange([value, .. more.OfType<object>()]);
        return this;
    }
}
