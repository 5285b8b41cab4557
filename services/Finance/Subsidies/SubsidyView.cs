using Cultivation.Finance.Reliances;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>A subsidy as it is read. Money in yuan; of the account its last four digits.</summary>
/// <param name="ConfirmWithin">Working days to confirm the account, from the receipt of the notice.</param>
/// <param name="DeadlineOn">Last day to confirm, as it was told; null where no receipt is proven or a calendar is missing.</param>
/// <param name="RecoveryDue">What did not stand, and waits for a person.</param>
internal sealed record SubsidyView(
    string Id, string SchemeId, int SchemeVersion, int Year, string FirmId, string CreditCode, SubsidyState State, decimal Amount, decimal? Cap, SubsidyLine[] Lines,
    int ConfirmWithin, DateTimeOffset? NoticeSentAt, DateOnly? ReceivedOn, DateOnly? DeadlineOn, DateOnly? ConfirmedOn, string? AccountEnding, DateOnly? GivenUpOn, string? ProposedBy,
    string? ApprovedBy, SubsidyPayment? Payment, RecoveryDraft? RecoveryDue, Reliance[] Settled, decimal Recovered, RefusedAct[]? Refused,
    RecoveryDecision[]? Decisions)
{
    // Who did what in the office is the office's.
    public static SubsidyView Of(Subsidy s, Person reader) => reader.Is(Roles.Firm) ? Of(s) with { ProposedBy = null, ApprovedBy = null, Refused = null, Decisions = null } : Of(s);

    private static SubsidyView Of(Subsidy s) => new(
        s.SubsidyId, s.SchemeId, s.SchemeVersion, s.Year, s.FirmId, s.CreditCode, s.State, s.Amount, s.Cap, s.Lines, s.ConfirmWithin, s.NoticeSentAt, s.ReceivedOn, s.DeadlineOn,
        s.Confirmed?.On, s.Confirmed?.Ending, s.GivenUpOn, s.ProposedBy, s.ApprovedBy, s.Payment, s.Due, s.Settled, s.Recovered, s.Refused, s.Decisions);
}
