using Cultivation.Criteria;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Cases;

/// <summary>What a decision changes at the firm: on the day of the decision, or when its public notice is over.</summary>
internal static class DecisionEffect
{
    /// <exception cref="RuleBroken"><c>case.stage-held</c>.</exception>
    public static object[] Of(CaseDecided decided, Case @case, Firm firm, Stage stage, IReadOnlySet<string> confirmed, DateOnly today)
    {
        if (stage.Entry.Kind != EntryKind.DistrictDecision)
        {
            return [new DistrictRecommended(
                @case.Number, firm.CreditCode, @case.ProgrammeId, stage.Id, stage.DecidedBy, decided.Batch, decided.Decision, decided.DecidedOn, decided.DecidedBy)];
        }
        if (decided.Decision == CaseDecision.NotRecommend)
            return [];
        if (StageHistory.Held(firm.Stages, stage.Id, today))
            throw new RuleBroken("case.stage-held", new { stageId = stage.Id });
        var rule = $"{@case.ProgrammeId}/{@case.Accepted!.ProgrammeVersion}";
        var entered = new StageEntered(firm.CreditCode, firm.LegalName(), stage.Id, StageBasis.DistrictDecision, @case.Number, today, rule);
        return stage.Nature == "pool"
            ? [new PoolAdmitted(stage.Id, firm.CreditCode, today, LastDay(stage.Validity, confirmed, today), decided.Batch, @case.Number, decided.DecidedBy), entered]
            : [entered];
    }

    // The last day of a term of whole years or months is the day before its anniversary.
    private static DateOnly? LastDay(Validity? validity, IReadOnlySet<string> confirmed, DateOnly from) =>
        validity is not null && validity.Standing.MayDecide(confirmed) && (validity.Years is not null || validity.Months is not null)
            ? from.AddYears(validity.Years ?? 0).AddMonths(validity.Months ?? 0).AddDays(-1)
            : null;
}
