namespace Cultivation.Criteria;

/// <summary>Reads what stages, credentials and instruments share: validity, renewal, promised times, papers and other clauses.</summary>
internal static class ReadTerms
{
    public static Validity? Validity(Node node, Draft draft)
    {
        if (node.Child("validity") is not { } child)
            return null;
        var (id, text) = (draft.Id(child), child.Text("text"));
        return Closed(child, new Validity(
            ReadStanding.Of(child, id, text, draft), child.OptionalInt("years"), child.OptionalInt("months"), child.Optional("to"),
            child.Optional("from"), child.Optional("endInclusive"), text, child.Raw("data")));
    }

    public static Renewal? Renewal(Node node, Draft draft)
    {
        if (node.Child("renewal") is not { } child)
            return null;
        var (id, text) = (draft.Id(child), child.Text("text"));
        return Closed(child, new Renewal(
            ReadStanding.Of(child, id, text, draft), child.OptionalInt("times"), child.Ints("remindMonthsBefore"), child.Optional("window"), text));
    }

    public static ImmutableArray<Sla> Sla(Node node, Draft draft) => [.. node.Items("sla").Select(item => Sla(item, draft, draft.Id(item), item.Text("step")))];

    public static ImmutableArray<Clause> Clauses(Node node, string name, Draft draft) => [.. node.Items(name).Select(item => Clause(item, draft))];

    public static Clause? OptionalClause(Node node, string name, Draft draft) => node.Child(name) is { } child ? Clause(child, draft) : null;

    public static ImmutableArray<Evidence> Evidence(Node node) =>
        [.. node.Items("evidence").Select(item => Closed(item, new Evidence(item.Required("zh"), item.Flag("required"))))];

    public static Effective? Effective(Node node, Draft draft)
    {
        if (node.Child("effective") is not { } child)
            return null;
        var effective = new Effective(child.OptionalDate("from"), child.OptionalDate("to"), OptionalClause(child, "dates", draft));
        if (effective.From > effective.To)
            child.Fault("to", "lies before 'from'");
        return Closed(child, effective);
    }

    private static Sla Sla(Node item, Draft draft, string id, Text step)
    {
        var clock = item.RequiredChild("clock");
        var sla = new Sla(
            ReadStanding.Of(item, id, step, draft), step, item.RequiredInt("value"), item.Choice("unit", Units), item.Required("owner"),
            clock?.Required("startsOn") ?? "", clock?.Required("stopsOn") ?? "",
            clock?.Strings("pausesOn") ?? [], clock?.Strings("excludedPhases") ?? []);
        clock?.Close();
        return Closed(item, sla);
    }

    private static readonly FrozenDictionary<string, string> Units = new[] { "workingDay", "calendarDay" }.ToFrozenDictionary(unit => unit);

    private static Clause Clause(Node node, Draft draft)
    {
        var (id, text) = (draft.Id(node), node.Text("text"));
        return Closed(node, new Clause(ReadStanding.Of(node, id, text, draft), node.Required("kind"), text, node.Raw("data")));
    }

    /// <summary>What was read, once the properties that nobody asked for are noted.</summary>
    public static T Closed<T>(Node node, T read)
    {
        node.Close();
        return read;
    }
}
