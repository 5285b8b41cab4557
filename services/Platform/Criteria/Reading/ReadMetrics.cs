namespace Cultivation.Criteria;

/// <summary>Reads definitions of facts and metrics. A new kind of metric is one record and one line of the table here.</summary>
internal static class ReadMetrics
{
    private static readonly FrozenDictionary<string, FactYear> FactYears = Words.Of<FactYear>();
    private static readonly FrozenDictionary<string, Take> Takes = Words.Of<Take>();
    private static readonly FrozenDictionary<string, Share> Shares = Words.Of<Share>();
    private static readonly FrozenDictionary<string, GrowthMethod> Methods = Words.Of<GrowthMethod>();

    private sealed record Common(string Id, string Unit, Text Name, Text Text);

    private static readonly FrozenDictionary<string, Func<Node, Common, Draft, Metric?>> Kinds = new Dictionary<string, Func<Node, Common, Draft, Metric?>>
    {
        ["fact"] = Fact,
        ["ratio"] = Ratio,
        ["growth"] = Growth,
        ["sinceEstablished"] = (_, m, _) => new SinceEstablished(m.Id, m.Unit, m.Name, m.Text),
        ["incorporated"] = (_, m, _) => new Incorporated(m.Id, m.Name, m.Text),
        ["registeredDivision"] = (node, m, _) => new RegisteredDivision(m.Id, m.Name, m.Text, node.OptionalInt("digits") ?? 6),
        ["credentialValid"] = (node, m, draft) => new CredentialValid(m.Id, m.Name, m.Text, draft.Credentials(node, "credentials")),
        ["recheck"] = (node, m, draft) => new Recheck(m.Id, m.Name, m.Text, draft.Credentials(node, "credentials")),
        ["stageHeld"] = (_, m, _) => new StagesHeld(m.Id, m.Name, m.Text),
        ["recognitionCount"] = (node, m, draft) => new RecognitionCount(m.Id, m.Name, m.Text, draft.Credentials(node, "credentials")),
        ["conditionsMissing"] = (node, m, draft) => new ConditionsMissing(m.Id, m.Name, m.Text, draft.Credential(node, "credential")),
        ["judgement"] = (_, m, _) => new Judged(m.Id, m.Unit, m.Name, m.Text),
    }.ToFrozenDictionary();

    /// <summary>Known in every file without a definition: what the firm holds, for products of banks.</summary>
    public static readonly ImmutableArray<Metric> BuiltIn =
    [
        new StagesHeld("stageHeld", new("所处阶段", "the stage held"), new("当日所处的阶段", "The stages the firm stands on; as a number, the highest order")),
        new CredentialsHeld("credentialValid", new("有效资格", "the credentials held"), new("当日有效的资格", "The credentials that are valid on the day")),
    ];

    public static FactDefinition Definition(string id, Node node)
    {
        var definition = new FactDefinition(id, node.Required("fact"), node.Required("unit"), node.Text("name"), node.Text("text"));
        node.Close();
        return definition;
    }

    public static Metric? Metric(string id, Node node, Draft draft)
    {
        var kind = node.Required("kind");
        var common = new Common(id, node.Required("unit"), node.Text("name"), node.Text("text"));
        if (kind.Length > 0 && !Kinds.ContainsKey(kind))
            node.Fault("kind", $"unknown kind '{kind}'; known: {string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal))}");
        if (!Kinds.TryGetValue(kind, out var read))
            return null;
        var metric = read(node, common, draft);
        if (metric is not null && metric.Unit != common.Unit)
            node.Fault("unit", $"must be {metric.Unit} for the kind '{kind}'");
        node.Close();
        return metric;
    }

    private static FactMetric? Fact(Node node, Common m, Draft draft)
    {
        var definition = draft.Find(draft.Definitions, node, "definition");
        var metric = definition is null ? null : new FactMetric(
            m.Id, definition.Unit, m.Name, m.Text, definition, node.OptionalChoice("year", FactYears, FactYear.LastYear),
            node.Has("years") ? Years(node) : null, node.OptionalChoice("take", Takes, Take.Sum),
            node.Members("codes").ToDictionary(code => code.Name, code => Code(code.Value)));
        return metric;
    }

    private static RatioMetric? Ratio(Node node, Common m, Draft draft)
    {
        var numerator = draft.Find(draft.Definitions, node, "numerator");
        var denominator = draft.Find(draft.Definitions, node, "denominator");
        var years = Years(node);
        var share = node.OptionalChoice("take", Shares, Share.SumOverSum);
        return numerator is null || denominator is null ? null : new(m.Id, m.Name, m.Text, numerator, denominator, years, share);
    }

    private static GrowthMetric? Growth(Node node, Common m, Draft draft)
    {
        var definition = draft.Find(draft.Definitions, node, "definition");
        var intervals = node.RequiredInt("intervals");
        var method = node.Choice("method", Methods);
        var most = method is GrowthMethod.Compound ? 5 : 2;
        if (intervals < 1 || intervals > most)
            node.Fault("intervals", $"must be 1 to {most}");
        return definition is null ? null : new(m.Id, m.Name, m.Text, definition, intervals, node.Flag("shorterLife"), method);
    }

    private static FiscalYears Years(Node node)
    {
        var count = node.RequiredInt("years");
        if (count is < 1 or > 10)
            node.Fault("years", "must be 1 to 10");
        return new(count, node.Flag("shorterLife"));
    }

    private static string Code(Node node)
    {
        var name = node.Required("zh");
        node.Required("en");
        node.Close();
        return name;
    }
}
