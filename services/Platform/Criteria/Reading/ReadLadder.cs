namespace Cultivation.Criteria;

/// <summary>Reads stages and credentials.</summary>
internal static class ReadLadder
{
    public static Stage Stage(Node node, Draft draft)
    {
        var id = draft.Id(node);
        var substates = Credentials(node, "substates", draft);
        var stage = new Stage(
            id, node.RequiredInt("order"), node.Text("name"), node.Required("nature"), node.Required("holder"), node.Required("decidedBy"),
            node.Required("recommendedBy"), ReadStanding.Source(node, draft), Entry(node, draft), ReadCriteria.Group(node.Child("criteria"), draft),
            ReadTerms.Evidence(node), ReadTerms.Validity(node, draft), ReadTerms.Renewal(node, draft),
            [.. node.Items("leave").Select(line => Leave(line, draft))], ReadTerms.Sla(node, draft), node.Flag("slaFromProgramme"), substates,
            ReadTerms.OptionalClause(node, "rule", draft), ReadTerms.Clauses(node, "clauses", draft),
            ReadTerms.Effective(node, draft) ?? Missing(node), node.Optional("graduatesTo"));
        RequireCriteria(stage, node);
        node.Close();
        return stage;
    }

    private static void RequireCriteria(Stage stage, Node node)
    {
        if (stage is { Criteria: null, Entry.Kind: not EntryKind.Credential })
            node.Fault("'criteria' is missing: only a stage entered by a credential takes that credential's conditions");
    }

    /// <summary>A rung of a side ladder: a stage in fewer words.</summary>
    public static Stage Tier(Node node, Beside ladder, string holder, Draft draft)
    {
        var tier = new Stage(
            draft.Id(node), node.RequiredInt("order"), node.Text("name"), "tier", holder, node.Required("decidedBy"), node.Required("recommendedBy"), null,
            Entry(node, draft), ReadCriteria.Group(node.Child("criteria"), draft), ReadTerms.Evidence(node), null, null, [], [], true, [], null, [],
            new(null, null, null), null) { Beside = ladder };
        RequireCriteria(tier, node);
        return ReadTerms.Closed(node, tier);
    }

    public static ImmutableArray<Credential> Credentials(Node node, string name, Draft draft) => [.. node.Items(name).Select(item => Credential(item, draft))];

    /// <summary>Names of stages are checked once all stages are read.</summary>
    public static void CheckStages(Node file, ImmutableArray<Stage> stages, Transition? transition)
    {
        var known = stages.Select(stage => stage.Id).ToHashSet();
        foreach (var (stage, node) in stages.Zip(file.Items("stages")))
        {
            if (stage.GraduatesTo is { } next && !known.Contains(next))
                node.Fault("graduatesTo", $"the stage '{next}' is not defined in this file");
            foreach (var (line, at) in stage.Leave.Zip(node.Items("leave")))
                if (line.ToStage is { } to && !known.Contains(to))
                    at.Fault("toStage", $"the stage '{to}' is not defined in this file");
        }
        foreach (var (named, index) in (transition?.Stages ?? []).Select((id, index) => (id, index)))
            if (!known.Contains(named))
                file.Fault($"transition.stages[{index}]", $"the stage '{named}' is not defined in this file");
        foreach (var twice in stages.GroupBy(stage => stage.Order).Where(same => same.Count() > 1))
            file.Fault("stages", $"the order {twice.Key} is used by {string.Join(" and ", twice.Select(stage => $"'{stage.Id}'"))}");
    }

    private static Credential Credential(Node node, Draft draft) => ReadTerms.Closed(node, new Credential(
        draft.Id(node), node.Text("name"), node.Optional("nature"), node.Optional("decidedBy"), node.Optional("filedWith"), node.Optional("recommendedBy"),
        ReadCriteria.Group(node.Child("criteria"), draft), ReadTerms.Evidence(node), ReadTerms.Validity(node, draft), ReadTerms.Renewal(node, draft),
        ReadTerms.Sla(node, draft), ReadTerms.Clauses(node, "clauses", draft), ReadTerms.Effective(node, draft),
        node.Has("succeeds") ? draft.Credential(node, "succeeds") : null, [.. node.Items("openFor").Select(Filing)], Credentials(node, "substates", draft)));

    private static Filing Filing(Node node)
    {
        var filing = new Filing(node.Choice("case", Words.CaseKinds), node.OptionalDate("from"), node.OptionalDate("to"));
        if (filing.From > filing.To)
            node.Fault("to", "lies before 'from'");
        return ReadTerms.Closed(node, filing);
    }

    private static Entry Entry(Node node, Draft draft)
    {
        if (node.RequiredChild("entry") is not { } child)
            return new(default, [], null);
        var entry = new Entry(
            child.Choice("kind", Words.EntryKinds), draft.Credentials(child, "credentials"), ReadCriteria.Group(child.Child("criteria"), draft));
        if (child.Has("kind") && entry.Kind is EntryKind.Credential == entry.Credentials.IsEmpty)
            child.Fault("credentials", "must be listed exactly where the kind is 'credential'");
        return ReadTerms.Closed(child, entry);
    }

    private static LeaveLine Leave(Node node, Draft draft)
    {
        var id = draft.Id(node);
        var text = node.Text("text");
        return ReadTerms.Closed(node, new LeaveLine(
            ReadStanding.Of(node, id, text, draft), node.Required("trigger"), node.Optional("toStage"), node.Required("effective"), node.Flag("retroactive"),
            node.OptionalChoice("effect", Words.LeaveEffects, LeaveEffect.Leave), node.Has("credential") ? draft.Credential(node, "credential") : null,
            text, node.Optional("effectiveText")));
    }

    private static Effective Missing(Node node)
    {
        node.Fault("'effective' is missing");
        return new(null, null, null);
    }
}
