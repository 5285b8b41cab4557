namespace Cultivation.Criteria;

/// <summary>What is asked: about whom, for which day, with which rules, and with what confirmed. The day stands for the filing day.</summary>
internal sealed record Question(ProgrammeSet? Set, Subject Subject, DateOnly AsOf, IReadOnlySet<string> Confirmed)
{
    /// <summary>The kind of case that is asked about; null where what the firm holds says it.</summary>
    public CaseKind? Kind { get; init; }

    /// <summary>The figures looked at for the criterion at hand.</summary>
    public List<Input> Inputs { get; init; } = [];

    public Question ForNextCriterion() => this with { Inputs = [] };

    public Judgement? JudgementOn(string criterionId) => Subject.Judgements.LastOrDefault(judgement => judgement.CriterionId == criterionId);
}
