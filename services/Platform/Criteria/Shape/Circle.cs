namespace Cultivation.Criteria;

/// <summary>Finds conditions that refer to themselves by way of others: evaluating them would never end.</summary>
internal static class Circle
{
    public static bool LeadsBackTo(string id, IReadOnlyDictionary<string, Credential> credentials)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([id]);
        while (open.TryPop(out var at))
            foreach (var next in credentials.GetValueOrDefault(at)?.Criteria is { } conditions ? RefersTo(conditions) : [])
                if (next == id)
                    return true;
                else if (seen.Add(next))
                    open.Push(next);
        return false;
    }

    private static IEnumerable<string> RefersTo(Group group) => group.Items.SelectMany(item =>
        new[] { item.ConditionsOf, item.Test?.Metric.Evaluates, item.AppliesWhen?.Metric.Evaluates }
            .Concat(item.Test?.Bands.Select(band => band.When?.Metric.Evaluates) ?? [])
            .OfType<string>()
            .Concat(item.Parts is { } parts ? RefersTo(parts) : []));
}
