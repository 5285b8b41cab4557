namespace Cultivation.Criteria;

/// <summary>
/// Answers whether a firm meets what a stage, a credential or a product asks for. Pure: same arguments, same answer. The day asked about stands
/// for the filing day; facts are those the caller knew. Nothing here decides a case or changes a stage.
/// </summary>
public static class Evaluate
{
    private static readonly FrozenSet<string> NothingConfirmed = FrozenSet<string>.Empty;

    /// <summary>
    /// Evaluates a stage of the main programme, or a substate or credential of any of the programmes. A stage without criteria of its own asks for
    /// the conditions of its entry's credentials: for 高新技术企业 the eight conditions, which is what the district looks at before it recommends;
    /// whether the certificate is held is <see cref="StageResult.Held"/> and <see cref="StageResult.Entry"/>.
    /// </summary>
    /// <param name="confirmed">Ids of criteria and clauses whose assumed or unconfirmed figures a commission has confirmed as they stand.</param>
    /// <param name="kind">First recognition or re-check; null for what the titles held say.</param>
    /// <exception cref="KeyNotFoundException">No stage, substate or credential has this id.</exception>
    public static StageResult Stage(ProgrammeSet set, string stageId, Subject subject, DateOnly asOf, IReadOnlySet<string> confirmed, CaseKind? kind = null)
    {
        var question = new Question(set, subject, asOf, confirmed) { Kind = kind };
        var stage = set.Stage(stageId);
        if (stage is null && set.Credential(stageId) is null)
            throw new KeyNotFoundException($"No stage, substate or credential '{stageId}' in the programme '{set.Main.Id}'.");

        var asked = Answered(stageId, stage?.Criteria is { } own ? own : Conditions(set, stage, stageId, question), question);
        if (stage?.Rule is { } rule && !rule.Standing.MayDecide(confirmed))
            asked = asked with { MayDecide = false, ToConfirm = [rule.Standing.Id, .. asked.ToConfirm] };
        return new(
            stageId, set.Main.Id, set.Main.Version, set.Main.Hash, [.. set.All.Select(used => new ProgrammeUsed(used.Id, used.Version, used.Hash))], asOf,
            asked.Result, asked.MayDecide, asked.ToConfirm, asked.Criteria, asked.Roadmap,
            Held(stage, stageId, question), stage?.Entry.Criteria is { } entry ? Answered(stageId, entry, question).Criteria : []);
    }

    /// <summary>Evaluates criteria that stand alone, such as those of a bank's product.</summary>
    /// <param name="set">Needed only where the criteria refer to the conditions of a credential.</param>
    public static GroupResult Group(Group group, Subject subject, DateOnly asOf, IReadOnlySet<string>? confirmed = null, ProgrammeSet? set = null) =>
        Answered("$", group, new(set, subject, asOf, confirmed ?? NothingConfirmed));

    private static GroupResult Answered(string id, Group? group, Question question)
    {
        if (group is null)
            return new(Result.NeedsPerson, true, [], [], []);
        var criteria = group.Items.Select(item => Answer.To(item, question)).ToImmutableArray();
        var result = group.Logic.Combine(criteria.Select(criterion => criterion.Result));
        return new(
            result, group.Logic.MayDecide(result, criteria), [.. ToConfirm(criteria).Distinct()], criteria,
            Roadmap.Of(id, group.Logic, result, criteria));
    }

    private static IEnumerable<string> ToConfirm(IEnumerable<CriterionResult> criteria) =>
        criteria.SelectMany(criterion => ToConfirm(criterion.Parts).Concat(criterion.ConfirmId is { } id ? [id] : []));

    /// <summary>
    /// The conditions of a credential; where several lead to the stage, any one of them. Of two rules of one title the one that answers the kind of case: who
    /// holds a title of the stage on the day is re-checked, others are recognised for the first time.
    /// </summary>
    private static Group? Conditions(ProgrammeSet set, Stage? stage, string id, Question question)
    {
        if (stage is null)
            return set.Credential(id)!.Criteria;
        return stage.Answering(set, question.Subject, question.AsOf) switch
        {
            [] => null,
            [var only] => only.Criteria,
            var several => new(Logic.Any, [.. several.Where(one => one.Criteria is not null).Select(Meets)]),
        };
    }

    private static Criterion Meets(Credential credential) => new(
        credential.Id, credential.Name.Zh, new($"符合{credential.Name.Zh}的条件", $"Meets the conditions of {credential.Name.En}"),
        CriterionKind.Hard, EvaluatedBy.Auto, new(credential.Id, null, Certainty.Documented, false, false, null, null, null), null, credential.Criteria, null, null, null, null, [], null);

    private static bool? Held(Stage? stage, string id, Question question)
    {
        var credentials = stage is null ? [id] : stage.Entry.Credentials;
        return credentials.IsEmpty ? null : question.Subject.Holds(credentials, question.AsOf);
    }
}
