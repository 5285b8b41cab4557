using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using Cultivation.Finance.Reliances;
using Cultivation.Finance.Subsidies;
using Cultivation.Finance.Tests.Loans;
using static Cultivation.Finance.Tests.Loans.LoanSamples;
using static Cultivation.Finance.Tests.Subsidies.SubsidySamples;

namespace Cultivation.Finance.Tests.Subsidies;

/// <summary>Approval by a second person, payment, and what happens when a title is cancelled backwards.</summary>
public sealed class PaymentSpecs
{
    private static readonly DateOnly Today = new(2026, 10, 9);
    private static readonly SubsidyApproved Approved = new(SubsidySamples.Id, 6_000.00m, Today, "zhao");
    private static readonly SubsidyPaid Paid = new(SubsidySamples.Id, 6_000.00m, "P-1", Today, "li");
    private static readonly object[] UntilConfirmed = [Proposed, Sent, Received, Confirmed];
    private static readonly object[] UntilPaid = [.. UntilConfirmed, Approved, Paid];
    private static readonly Basis Left = Samples.Entered with { Kind = "stageLeft", Ref = "ladder:1-20" };
    private static readonly StageEnded Cancelled = new("jd.hnte", new(2025, 1, 1), "credentialRevoked", true, "ladder:1-20");
    private static readonly Loan PaidBack = LoanSamples.Given(Reported, Repaid("R-1", 1_000_000m));
    private static readonly Dictionary<string, Loan> Loans = new() { [LoanSamples.Id] = PaidBack, ["l2"] = PaidBack };
    private static readonly SubsidyRecoveryDue Due = new(SubsidySamples.Id, [OnProduct], Left, 6_000.00m, Today);

    [Fact]
    public void a_second_person_approves_and_the_treasury_pays()
    {
        Then([Approved], ApproveSubsidy.Decide(SubsidySamples.Given(UntilConfirmed), false, "zhao", Today));
        Then([], ApproveSubsidy.Decide(SubsidySamples.Given(UntilPaid), false, "zhao", Today));
        Then([Paid], PaySubsidy.Decide(new("P-1", Today), SubsidySamples.Given([.. UntilConfirmed, Approved]), "li", Today));
        Then([], PaySubsidy.Decide(new("P-1", Today), SubsidySamples.Given(UntilPaid), "li", Today));
        Spec.Throws("subsidy.paid-before", () => PaySubsidy.Decide(new("P-2", Today), SubsidySamples.Given(UntilPaid), "li", Today));
        Spec.Throws("subsidy.not-approved", () => PaySubsidy.Decide(new("P-1", Today), SubsidySamples.Given(UntilConfirmed), "li", Today));
        Spec.Throws("subsidy.payment-day", () => PaySubsidy.Decide(new("P-1", Today.AddDays(1)), SubsidySamples.Given([.. UntilConfirmed, Approved]), "li", Today));
        Spec.Throws("subsidy.dishonest", () => ApproveSubsidy.Decide(SubsidySamples.Given(UntilConfirmed), true, "zhao", Today));
        Spec.Throws("subsidy.not-confirmed", () => ApproveSubsidy.Decide(SubsidySamples.Given(Proposed, Sent, Received), false, "zhao", Today));
    }

    [Fact]
    public void who_ran_the_scheme_or_entered_the_account_may_not_approve_and_the_attempt_is_recorded_once()
    {
        var confirmed = SubsidySamples.Given(Proposed, Sent, Received, Confirmed with { By = "qian" });
        Spec.Throws("subsidy.same-person", () => ApproveSubsidy.Decide(confirmed, false, "li", Today));
        Spec.Throws("subsidy.same-person", () => ApproveSubsidy.Decide(confirmed, false, "qian", Today));
        var refused = SubsidyRefusals.Decide(confirmed, "li", "approval", "subsidy.same-person", At(Today));
        Then([new SubsidyActRefused(SubsidySamples.Id, "li", "approval", "subsidy.same-person", At(Today))], refused);
        Then([], SubsidyRefusals.Decide(confirmed.After(refused[0]), "li", "approval", "subsidy.same-person", At(Today)));
    }

    [Fact]
    public void an_erased_account_is_gone_and_cannot_be_paid_to()
    {
        var erased = new PayeeAccountErased(SubsidySamples.Id, "a1", "申请1号", Today, "zhao");
        Then([erased], EraseAccount.Decide(new("申请1号"), SubsidySamples.Given(UntilPaid), "zhao", Today));
        Then([], EraseAccount.Decide(new("申请1号"), SubsidySamples.Given([.. UntilPaid, erased]), "zhao", Today));
        Spec.Throws("subsidy.no-account", () => EraseAccount.Decide(new("申请1号"), SubsidySamples.Given(Proposed), "zhao", Today));
        Spec.Throws("subsidy.account-erased", () => PaySubsidy.Decide(new("P-1", Today), SubsidySamples.Given([.. UntilConfirmed, Approved, erased]), "li", Today));
    }

    /// <summary>Subtlety 25: the software marks money that was given in the window of a cancelled title and starts a draft; it does not decide to take back.</summary>
    [Fact]
    [Trait("subtlety", "25")]
    public void a_title_cancelled_backwards_drafts_a_recovery_once_and_takes_nothing()
    {
        var paid = SubsidySamples.Given(UntilPaid);
        Then([Due], ReviewSubsidy.Decide(paid, Firm(Samples.Stage(), Cancelled), Loans, Today));
        Then([], ReviewSubsidy.Decide(paid.After(Due), Firm(Samples.Stage(), Cancelled), Loans, Today));
        Assert.Equal((SubsidyState.Paid, 0m), (paid.After(Due).State, paid.After(Due).Recovered));
    }

    [Fact]
    public void a_subsidy_that_was_given_up_is_marked_too_since_a_paper_may_still_come_and_a_cancelled_one_is_not()
    {
        object[] silent = [Proposed, Sent, Received, new SubsidyGivenUp(SubsidySamples.Id, new(2026, 9, 22), new(2026, 9, 23))];
        Then([Due], ReviewSubsidy.Decide(SubsidySamples.Given(silent), Firm(Samples.Stage(), Cancelled), Loans, Today));
        var ended = new SubsidyCancelled(SubsidySamples.Id, "title cancelled", "决定3号", Today, "zhao");
        Then([], ReviewSubsidy.Decide(SubsidySamples.Given([.. silent, Due, ended]), Firm(Samples.Stage(), Cancelled), Loans, Today));
    }

    [Fact]
    public void a_title_that_is_given_back_withdraws_the_draft()
    {
        Then([new SubsidyRecoveryWithdrawn(SubsidySamples.Id, Today)], ReviewSubsidy.Decide(SubsidySamples.Given([.. UntilPaid, Due]), Firm(Samples.Stage()), Loans, Today));
        Then([], ReviewSubsidy.Decide(SubsidySamples.Given(UntilPaid), Firm(Samples.Stage()), Loans, Today));
    }

    [Fact]
    public void a_bank_that_takes_back_what_counted_leaves_the_subsidy_in_doubt_until_it_is_as_counted()
    {
        var undone = new LoanReportCorrected(LoanSamples.Id, "f1", LoanReport.Repayment, null, null, "R-1", "typo", Spec.Today, "zhang");
        var lost = new Reliance(RelianceKind.Loan, LoanSamples.Id, new(2026, 9, 1), $"loan:{LoanSamples.Id}");
        var due = Due with { Lost = [lost], Basis = new("loanReportCorrected", lost.Ref) };
        Then([due], Of(SubsidySamples.Given(UntilPaid), PaidBack.After(undone)));
        Then([due], Of(SubsidySamples.Given(UntilPaid), PaidBack with { Terms = Terms with { Premium = 11_000m } }));
        Then([], Of(SubsidySamples.Given([.. UntilPaid, due]), PaidBack.After(undone)));
        Then([new SubsidyRecoveryWithdrawn(SubsidySamples.Id, Today)], Of(SubsidySamples.Given([.. UntilPaid, due]), PaidBack.After(undone).After(Repaid("R-2", 1_000_000m))));

        static object[] Of(Subsidy subsidy, Loan loan) => ReviewSubsidy.Decide(subsidy, Firm(Samples.Stage()), new Dictionary<string, Loan> { [loan.LoanId] = loan }, Today);
    }

    [Fact]
    public void only_the_lines_that_rested_on_it_count_and_the_cap_is_kept()
    {
        var other = new Reliance(RelianceKind.Stage, "jd.giant", Start, "ladder:1-11");
        var second = Line with { LoanId = "l2", Amount = 5_000m, Rests = [other] };
        var capped = SubsidySamples.Given(Proposed with { Lines = [Line, second], Cap = 8_000m, Amount = 8_000m }, Sent, Received, Confirmed);
        var account = Firm(new StageHeld("jd.giant", Samples.Since, null, "ladder:1-11"));
        Assert.Equal(3_000m, Assert.IsType<SubsidyRecoveryDue>(Assert.Single(ReviewSubsidy.Decide(capped, account, Loans, Today))).Amount);
    }

    [Fact]
    public void nothing_is_approved_or_paid_while_it_is_in_doubt()
    {
        Spec.Throws("subsidy.basis-in-doubt", () => ApproveSubsidy.Decide(SubsidySamples.Given([.. UntilConfirmed, Due]), false, "zhao", Today));
        Spec.Throws("subsidy.basis-in-doubt", () => PaySubsidy.Decide(new("P-1", Today), SubsidySamples.Given([.. UntilConfirmed, Approved, Due]), "li", Today));
        Spec.Throws("subsidy.basis-in-doubt", () => SendNotice.Decide(new(NoticeChannel.Letter), SubsidySamples.Given(Proposed, Due), Working, "li", At(Today)));
    }

    [Fact]
    public void a_person_decides_what_becomes_of_it_and_it_is_not_drafted_again()
    {
        var due = SubsidySamples.Given([.. UntilPaid, Due]);
        var taken = Decide(due, new(RecoveryOutcome.Recover, "title cancelled", "决定1号", 6_000m));
        Then([new SubsidyRecovered("premium", Samples.Code, 6_000m, "ladder:1-20", Today, 2026, "title cancelled", "决定1号", "zhao")], taken);
        Assert.Equal(6_000m, due.After(taken[0]).Recovered);
        Then([], ReviewSubsidy.Decide(due.After(taken[0]), Firm(Samples.Stage(), Cancelled), Loans, Today));
        var waived = Decide(due, new(RecoveryOutcome.Waive, "in good faith", "决定2号"));
        Then([new SubsidyRecoveryWaived(SubsidySamples.Id, "in good faith", "决定2号", Today, "zhao")], waived);
        Then([], ReviewSubsidy.Decide(due.After(waived[0]), Firm(Samples.Stage(), Cancelled), Loans, Today));
        var unpaid = SubsidySamples.Given([.. UntilConfirmed, Due]);
        var ended = Decide(unpaid, new(RecoveryOutcome.Cancel, "title cancelled", "决定3号"));
        Then([new SubsidyCancelled(SubsidySamples.Id, "title cancelled", "决定3号", Today, "zhao")], ended);
        Assert.Equal(SubsidyState.Cancelled, unpaid.After(ended[0]).State);
    }

    [Fact]
    public void a_decision_is_checked()
    {
        var due = SubsidySamples.Given([.. UntilPaid, Due]);
        Spec.Throws("subsidy.no-recovery-due", () => Decide(SubsidySamples.Given(UntilPaid), new(RecoveryOutcome.Waive, "r", "d")));
        Spec.Throws("subsidy.recovery-unclear", () => Decide(due, new(RecoveryOutcome.Recover, "r", "d")));
        Spec.Throws("subsidy.recovery-unclear", () => Decide(due, new(RecoveryOutcome.Waive, "r", "d", 1m)));
        Spec.Throws("subsidy.recovery-too-much", () => Decide(due, new(RecoveryOutcome.Recover, "r", "d", 6_000.01m)));
        Spec.Throws("money.amount", () => Decide(due, new(RecoveryOutcome.Recover, "r", "d", 0.001m)));
        Spec.Throws("subsidy.not-paid", () => Decide(SubsidySamples.Given([.. UntilConfirmed, Due]), new(RecoveryOutcome.Recover, "r", "d", 1m)));
        Spec.Throws("subsidy.paid-before", () => Decide(due, new(RecoveryOutcome.Cancel, "r", "d")));
    }

    private static object[] Decide(Subsidy subsidy, DecideRecovery command) => DecideRecovery.Decide(command, subsidy, "zhao", Today);
}
