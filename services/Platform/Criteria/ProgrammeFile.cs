namespace Cultivation.Criteria;

/// <summary>Reads programme files. Their shape is described in <c>programme.schema.json</c> beside this file.</summary>
public static class ProgrammeFile
{
    /// <summary>Reads one programme. What it refers to in other programmes is resolved by <see cref="ProgrammeSet"/>.</summary>
    /// <exception cref="ProgrammeInvalid">
    /// Not JSON, a property of the wrong type or unknown, an unknown operator, metric, source or stage, an id that is missing or used twice, a bad day.
    /// </exception>
    public static Programme Parse(string json)
    {
        var faults = new List<ProgrammeFault>();
        using var document = Open(json);
        var root = document.RootElement;
        var programme = Read(new Node(root, "$", faults), new Draft(faults, ownRule: false), CanonicalJson.Hash(root));
        return faults.Count == 0 ? programme : throw new ProgrammeInvalid(faults);
    }

    internal static JsonDocument Open(string json)
    {
        try
        {
            var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false, MaxDepth = 64 });
            return document.RootElement.ValueKind is JsonValueKind.Object ? document : throw Invalid("must be an object");
        }
        catch (JsonException broken)
        {
            throw Invalid($"is not JSON: {broken.Message}");
        }
    }

    private static ProgrammeInvalid Invalid(string message) => new([new("$", message)]);

    private static Programme Read(Node file, Draft draft, string hash)
    {
        file.Optional("$schema");
        var id = draft.Id(file);
        var jurisdiction = Jurisdiction(file);
        draft.Jurisdiction = jurisdiction.Code;
        ReadVocabulary(file, draft);
        var title = file.Text("title");
        var effective = (From: file.RequiredDate("effectiveFrom"), To: file.OptionalDate("effectiveTo"));
        if (effective.To < effective.From)
            file.Fault("effectiveTo", "lies before 'effectiveFrom'");
        var transition = ReadBeside.Transition(file, draft);
        var programme = new Programme(
            id, file.Required("version"), hash, title.Zh, title.En, jurisdiction, file.Optional("authority"), file.Optional("calendar"),
            file.Optional("timezone"), effective.From, effective.To, file.Optional("basis"), file.Optional("note"), file.Strings("imports"), file.Strings("usedBy"),
            file.Strings("orthogonalStatuses"), draft.Sources, draft.Definitions, draft.Metrics, transition,
            ReadLadder.Credentials(file, "credentials", draft), [.. file.Items("stages").Select(stage => ReadLadder.Stage(stage, draft))],
            [.. file.Items("sideLadders").Select(ladder => ReadBeside.SideLadder(ladder, draft))],
            [.. file.Items("instruments").Select(instrument => ReadBeside.Instrument(instrument, draft))],
            ReadTerms.Clauses(file, "ladderRules", draft), ReadTerms.Sla(file, draft), ReadTerms.Clauses(file, "clauses", draft), [.. draft.Confirmable])
        { Mentions = [.. draft.Mentions] };
        ReadLadder.CheckStages(file, programme.Stages, transition);
        file.Close();
        return programme;
    }

    /// <summary>Sources, definitions and metrics, which the rest of the file refers to.</summary>
    internal static void ReadVocabulary(Node file, Draft draft)
    {
        foreach (var (name, node) in file.Members("sources"))
            draft.Sources.Add(name, ReadStanding.Document(name, node));
        foreach (var (name, node) in file.Members("definitions"))
            draft.Definitions.Add(name, ReadMetrics.Definition(name, node));
        foreach (var metric in ReadMetrics.BuiltIn)
            draft.Metrics.Add(metric.Id, metric);
        foreach (var (name, node) in file.Members("metrics"))
            if (ReadMetrics.Metric(name, node, draft) is { } metric && !draft.Metrics.TryAdd(name, metric))
                node.Fault($"the metric '{name}' is built in");
    }

    private static Jurisdiction Jurisdiction(Node file)
    {
        if (file.RequiredChild("jurisdiction") is not { } child)
            return new("", "", null);
        return ReadTerms.Closed(child, new Jurisdiction(child.Required("code"), child.Required("name"), child.Optional("parent")));
    }
}
