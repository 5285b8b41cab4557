namespace Cultivation.Criteria;

/// <summary>Reads groups, criteria, tests and bands.</summary>
internal static class ReadCriteria
{
    public static Group? Group(Node? node, Draft draft, Standing? within = null)
    {
        if (node is null)
            return null;
        var group = Items(node, draft, within);
        node.Close();
        return group;
    }

    private static Group Items(Node node, Draft draft, Standing? within)
    {
        var logic = node.Choice("logic", Words.Logics);
        var items = node.Items("items").Select(item => Item(item, draft, within)).OfType<Criterion>().ToImmutableArray();
        if (items.IsEmpty)
            node.Fault("items", "must list at least one criterion");
        return new(logic, items);
    }

    /// <summary>A criterion, or <c>{ "ref": id }</c> for one that stands earlier in the file.</summary>
    private static Criterion? Item(Node node, Draft draft, Standing? within)
    {
        if (!node.Has("ref"))
            return Criterion(node, draft, within);
        var referred = draft.Find(draft.Criteria, node, "ref");
        node.Close();
        return referred;
    }

    private static Criterion Criterion(Node node, Draft draft, Standing? within)
    {
        var id = draft.Id(node);
        var text = node.Text("text");
        var standing = ReadStanding.Of(node, id, text, draft, within);
        var criterion = new Criterion(
            id, node.Optional("term"), text, node.OptionalChoice("kind", Words.CriterionKinds, CriterionKind.Hard),
            node.OptionalChoice("evaluation", Words.EvaluatedBys, EvaluatedBy.Auto), standing,
            node.Has("metric") ? Test(node, draft) : null,
            node.Has("logic") ? Items(node, draft, standing) : null,
            node.Has("conditionsOf") ? draft.Credential(node, "conditionsOf") : null,
            ClosedTest(node.Child("appliesWhen"), draft), node.Optional("countsWith"), LookBack(node), node.Strings("evidence"), node.Optional("boundary"));
        if (new[] { criterion.Test is not null, criterion.Parts is not null, criterion.ConditionsOf is not null }.Count(given => given) > 1)
            node.Fault("a criterion has one of 'metric', 'logic' with 'items', and 'conditionsOf'");
        if (criterion is { EvaluatedBy: EvaluatedBy.Auto, Test: null, Parts: null, ConditionsOf: null } && !node.Has("metric"))
            node.Fault("'metric' is missing: a criterion with evaluation 'auto' needs one");
        draft.Criteria.TryAdd(id, criterion);
        node.Close();
        return criterion;
    }

    private static readonly FrozenDictionary<string, string> Spans = new[] { "calendarDay", "calendarYear" }.ToFrozenDictionary(unit => unit);

    private static LookBack? LookBack(Node node) =>
        node.Child("lookBack") is { } child ? ReadTerms.Closed(child, new LookBack(child.RequiredInt("count"), child.Choice("unit", Spans))) : null;

    private static Test? ClosedTest(Node? node, Draft draft)
    {
        if (node is null)
            return null;
        var test = Test(node, draft);
        node.Close();
        return test;
    }

    private static Test? Test(Node node, Draft draft)
    {
        var metric = draft.Find(draft.Metrics, node, "metric");
        var comparison = node.Choice("operator", Words.Operators);
        var value = node.Has("value") ? ReadOperand.Of(node, comparison, metric, draft) : null;
        var bands = node.Items("bands").Select(band => Band(band, comparison, metric, draft)).ToImmutableArray();
        if (value is null == bands.IsEmpty)
            node.Fault("a test has either 'value' or 'bands'");
        return metric is null ? null : new(metric, comparison, value, bands);
    }

    private static Band Band(Node node, Operator comparison, Metric? metric, Draft draft)
    {
        var band = new Band(ClosedTest(node.Child("when"), draft), node.Has("value") ? ReadOperand.Of(node, comparison, metric, draft) : Missing(node));
        node.Close();
        return band;
    }

    private static Operand Missing(Node node)
    {
        node.Fault("'value' is missing");
        return new([], []);
    }
}
