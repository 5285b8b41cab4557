using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Stages;

namespace Cultivation.Ladder.Recognitions;

/// <summary>What follows when a firm's recognitions change or a day is over: ends that are due, then the stages.</summary>
internal static class SettleRecognitions
{
    /// <param name="over">The last day that is over: titles whose last day is not later end, unless another carries on.</param>
    /// <param name="known">The day on which this became known.</param>
    public static List<object> Decide(Firm firm, Rungs rungs, DateOnly over, DateOnly known)
    {
        List<object> ended = [.. firm.Recognitions
            .Where(r => r.Live && r.ValidTo <= over && !r.RenewedIn(firm.Recognitions))
            .Select(r => new RecognitionExpired(
                r.Id, firm.CreditCode, firm.LegalName(), r.CredentialType, r.ValidTo!.Value, RenewalPending(firm, rungs, r)))];
        return [.. ended, .. StageChanges.Of(firm.Fold(ended), rungs, known)];
    }

    private static bool RenewalPending(Firm firm, Rungs rungs, Recognition ending) =>
        rungs.EnteredBy(ending.CredentialType, ending.ValidFrom).Any(at => firm.Recommendations.Any(r =>
            r.StageId == at.Rung.StageId && r.On > ending.ValidFrom && r.Decision != Cases.CaseDecision.NotRecommend
            && !firm.Refusals.Any(no => no.CredentialType == ending.CredentialType && no.KnownOn >= r.On)));
}
