using System.Text.Json;
using Cultivation.Criteria;

namespace Cultivation.Ladder.Cases;

/// <summary>How a person proposes to decide the case.</summary>
/// <param name="By">By reference; somebody else approves.</param>
public sealed record ProposedDecision(CaseDecision Decision, string Batch, FreeText? Note, string By, DateOnly On);

/// <summary>What the last evaluation of the case said.</summary>
/// <param name="Outcomes">The result of each criterion that has no parts.</param>
public sealed record CaseEvaluation(string Result, CaseJudgement[] Judgements, CriterionOutcome[] Outcomes)
{
    internal static CaseEvaluation Of(EligibilityEvaluated e) => new(e.Result, e.Judgements, [.. Leaves(e.PerCriterion)]);

    /// <summary>Ids of the criteria that are answered otherwise now.</summary>
    internal string[] Differing(StageResult now)
    {
        var answers = EvaluateStage.Leaves(now.Criteria).Select(c => new CriterionOutcome(c.Id, c.Result.Word())).ToHashSet();
        answers.SymmetricExceptWith(Outcomes);
        return [.. answers.Select(o => o.CriterionId).Distinct()];
    }

    private static IEnumerable<CriterionOutcome> Leaves(JsonElement criteria) => criteria.EnumerateArray().SelectMany(c =>
        c.TryGetProperty("parts", out var parts) && parts.GetArrayLength() > 0
            ? Leaves(parts)
            : [new(c.GetProperty("id").GetString()!, c.GetProperty("result").GetString()!)]);
}

public sealed record CriterionOutcome(string CriterionId, string Result);
