using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using Cultivation.Finance.Reliances;

namespace Cultivation.Finance.Subsidies;

/// <summary>
/// Compares what a subsidy rested on with what is now known, and drafts a recovery, or withdraws the draft. The software marks; a person decides
/// (DOMAIN 4, no. 25). What a person has decided on is not drafted again.
/// </summary>
internal static class ReviewSubsidy
{
    /// <param name="loans">The firm's loans, by id.</param>
    public static object[] Decide(Subsidy subsidy, FirmAccount account, IReadOnlyDictionary<string, Loan> loans, DateOnly today)
    {
        // What was given up may come back by a paper that was signed in time.
        if (subsidy.Cancelled)
            return [];
        Reliance[] lost =
        [
            .. subsidy.Lines.SelectMany(l => l.Rests).Distinct().Where(r => !r.StandsIn(account)),
            .. subsidy.Lines.Where(l => !Stands(l, loans.GetValueOrDefault(l.LoanId))).Select(AsCounted),
        ];
        if (lost.Length == 0 || lost.All(subsidy.Settled.Contains))
            return subsidy.Due is null ? [] : [new SubsidyRecoveryWithdrawn(subsidy.SubsidyId, today)];
        return subsidy.Due is { } due && due.Lost.ToHashSet().SetEquals(lost)
            ? []
            : [new SubsidyRecoveryDue(subsidy.SubsidyId, lost, lost[0].LostBy(account).Basis, Less(subsidy, lost), today)];
    }

    // Without the lines that rested on it, and under the same cap.
    private static decimal Less(Subsidy subsidy, Reliance[] lost)
    {
        var rest = subsidy.Lines.Where(l => !l.Rests.Append(AsCounted(l)).Intersect(lost).Any()).Sum(l => l.Amount);
        return subsidy.Amount - (subsidy.Cap < rest ? subsidy.Cap.Value : rest);
    }

    private static Reliance AsCounted(SubsidyLine line) => new(RelianceKind.Loan, line.LoanId, line.RepaidOn, Loan.Key(line.LoanId));

    // A bank may have corrected what it had reported: the day, the premium or the interest that counted.
    private static bool Stands(SubsidyLine line, Loan? loan) =>
        loan?.RepaidOn == line.RepaidOn && (loan.Terms.Premium == line.Paid || loan.Repayments.Sum(r => r.Interest) == line.Paid);
}
