using Cultivation.Finance.Subsidies;
using Cultivation.Hosting;
using static Cultivation.Finance.Tests.Loans.LoanSamples;
using static Cultivation.Finance.Tests.Subsidies.SubsidySamples;

namespace Cultivation.Finance.Tests.Subsidies;

/// <summary>From the notice to the account: 免申即享.</summary>
public sealed class SilenceSpecs
{
    private static readonly ConfirmAccount Confirm = new(Samples.Name, "样例银行嘉定支行", Account.AccountNo);

    /// <summary>Subtlety 19: three working days from the receipt, weekends that are worked among them; after the last of them silence means giving up.</summary>
    [Fact]
    [Trait("subtlety", "19")]
    public void silence_gives_up_after_three_working_days_from_the_receipt()
    {
        var waiting = SubsidySamples.Given(Proposed, Sent, Received);
        Assert.Empty(GiveUpDue.Decide(waiting, Working, new(2026, 9, 21), new(2026, 9, 22)));
        Then([new SubsidyGivenUp(SubsidySamples.Id, new(2026, 9, 22), new(2026, 9, 23))], GiveUpDue.Decide(waiting, Working, new(2026, 9, 22), new(2026, 9, 23)));
        var over = waiting.After(new SubsidyGivenUp(SubsidySamples.Id, new(2026, 9, 22), new(2026, 9, 23)));
        Assert.Empty(GiveUpDue.Decide(over, Working, new(2026, 9, 30), new(2026, 10, 1)));
    }

    /// <summary>Subtlety 19: proof of delivery decides. What was sent and not proven to be received starts no clock.</summary>
    [Fact]
    [Trait("subtlety", "19")]
    public void without_a_proof_of_receipt_silence_gives_up_nothing() =>
        Assert.Empty(GiveUpDue.Decide(SubsidySamples.Given(Proposed, Sent), Working, new(2026, 12, 31), new(2027, 1, 1)));

    /// <summary>Subtlety 16 and 19: a year without a calendar is never Monday to Friday.</summary>
    [Fact]
    public void a_deadline_that_reaches_into_a_year_without_a_calendar_does_not_pass_before_there_is_one()
    {
        var sent = Sent with { SentAt = At(new(2026, 12, 29)) };
        var received = RecordReceipt.Decide(new(new(2026, 12, 30), Samples.Hash), SubsidySamples.Given(Proposed, sent), Working, Li, new(2026, 12, 30));
        Then([new SubsidyNoticeReceived(SubsidySamples.Id, new(2026, 12, 30), Samples.Hash, null, "li")], received);
        var waiting = SubsidySamples.Given(Proposed, sent, received[0]);
        Assert.Empty(GiveUpDue.Decide(waiting, Working, new(2027, 2, 1), new(2027, 2, 2)));
        Assert.Single(Decide(waiting, OfFirm, new(2027, 1, 8), Confirm));
        var both = new Dictionary<int, Cultivation.Finance.Calendars.WorkingCalendar>(Working) { [2027] = new("calendar:2027", 2027, [new(2027, 1, 1)], [], "2027", 1) };
        Assert.Equal(new DateOnly(2027, 1, 5), waiting.Deadline(both));
        Assert.Single(GiveUpDue.Decide(waiting, both, new(2027, 2, 1), new(2027, 2, 2)));
    }

    [Fact]
    public void no_notice_is_sent_while_nobody_could_say_until_when()
    {
        Spec.Throws("calendar.missing", () => SendNotice.Decide(new(NoticeChannel.Letter), SubsidySamples.Given(Proposed), Working, "li", At(new(2027, 1, 4))));
        Then([Sent], SendNotice.Decide(new(NoticeChannel.Letter), SubsidySamples.Given(Proposed), Working, "li", Sent.SentAt));
        Then([], SendNotice.Decide(new(NoticeChannel.Letter), SubsidySamples.Given(Proposed, Sent), Working, "li", Sent.SentAt));
        Then([], SendNotice.Decide(new(NoticeChannel.Letter), SubsidySamples.Given(Proposed, Sent, Received), Working, "li", At(new(2026, 9, 19))));
    }

    [Fact]
    public void a_calendar_that_was_corrected_takes_no_told_day_away()
    {
        var waiting = SubsidySamples.Given(Proposed, Sent, Received with { DeadlineOn = new(2026, 9, 24) });
        Assert.Equal(new DateOnly(2026, 9, 24), waiting.Deadline(Working));
    }

    [Fact]
    public void a_case_worker_proves_the_receipt_and_a_firm_opens_its_notice_today()
    {
        var sent = SubsidySamples.Given(Proposed, Sent);
        Then([Received], RecordReceipt.Decide(new(Received.ReceivedOn, Samples.Hash), sent, Working, Li, new(2026, 9, 21)));
        Then(
            [Received with { DocumentHash = null, By = "f" }],
            RecordReceipt.Decide(new(Received.ReceivedOn), sent, Working, OfFirm, Received.ReceivedOn));
        Spec.Throws("field.document-hash", () => RecordReceipt.Decide(new(Received.ReceivedOn), sent, Working, Li, new(2026, 9, 21)));
        Spec.Throws("subsidy.receipt-day", () => RecordReceipt.Decide(new(Received.ReceivedOn), sent, Working, OfFirm, new(2026, 9, 21)));
        Spec.Throws("subsidy.receipt-day", () => RecordReceipt.Decide(new(new(2026, 9, 15), Samples.Hash), sent, Working, Li, new(2026, 9, 21)));
        Spec.Throws("subsidy.receipt-day", () => RecordReceipt.Decide(new(new(2026, 9, 22), Samples.Hash), sent, Working, Li, new(2026, 9, 21)));
        Spec.Throws("subsidy.notice-not-sent", () => RecordReceipt.Decide(new(Received.ReceivedOn), SubsidySamples.Given(Proposed), Working, OfFirm, Received.ReceivedOn));
        Then([], RecordReceipt.Decide(new(new(2026, 9, 21)), SubsidySamples.Given(Proposed, Sent, Received), Working, OfFirm, new(2026, 9, 21)));
        Spec.Throws("subsidy.received-before", () => RecordReceipt.Decide(
            new(new(2026, 9, 17), Samples.Hash), SubsidySamples.Given(Proposed, Sent, Received), Working, Li, new(2026, 9, 21)));
    }

    [Fact]
    public void a_firm_confirms_until_the_last_day_and_not_after()
    {
        var waiting = SubsidySamples.Given(Proposed, Sent, Received);
        Then([Confirmed], Decide(waiting, OfFirm, new(2026, 9, 22), Confirm));
        Spec.Throws("subsidy.deadline-over", () => Decide(waiting, OfFirm, new(2026, 9, 23), Confirm));
        Spec.Throws("subsidy.confirmation-day", () => Decide(waiting, OfFirm, new(2026, 9, 23), Confirm with { ConfirmedOn = new(2026, 9, 22) }));
        Spec.Throws("subsidy.notice-not-sent", () => Decide(SubsidySamples.Given(Proposed), OfFirm, new(2026, 9, 16), Confirm));
    }

    [Fact]
    public void who_confirms_has_received_the_notice() => Then(
        [
            new SubsidyNoticeReceived(SubsidySamples.Id, new(2026, 9, 17), null, new(2026, 9, 21), "f"),
            Confirmed with { NoticeReceivedOn = new(2026, 9, 17), ConfirmedOn = new(2026, 9, 17), DeadlineOn = new(2026, 9, 21) },
        ],
        Decide(SubsidySamples.Given(Proposed, Sent), OfFirm, new(2026, 9, 17), Confirm));

    [Fact]
    public void a_paper_that_was_signed_in_time_counts_even_after_silence_was_recorded()
    {
        var silent = SubsidySamples.Given(Proposed, Sent, Received, new SubsidyGivenUp(SubsidySamples.Id, new(2026, 9, 22), new(2026, 9, 23)));
        var paper = Confirm with { ConfirmedOn = new(2026, 9, 22), DocumentHash = Samples.Hash };
        var happened = Decide(silent, Li, new(2026, 9, 24), paper);
        Then([Confirmed with { DocumentHash = Samples.Hash, By = "li" }], happened);
        Assert.Equal(SubsidyState.Confirmed, silent.After(happened[0]).State);
        Spec.Throws("subsidy.deadline-over", () => Decide(silent, Li, new(2026, 9, 24), paper with { ConfirmedOn = new(2026, 9, 23) }));
        Spec.Throws("field.document-hash", () => Decide(silent, Li, new(2026, 9, 24), paper with { DocumentHash = null }));
    }

    [Fact]
    public void the_same_account_again_is_nothing_new_and_another_is_refused()
    {
        var confirmed = SubsidySamples.Given(Proposed, Sent, Received, Confirmed);
        Then([], Decide(confirmed, OfFirm, new(2026, 9, 22), Confirm, Account));
        Spec.Throws("subsidy.confirmed-before", () => Decide(confirmed, OfFirm, new(2026, 9, 22), Confirm with { AccountNo = "12345678" }, Account));
    }

    [Fact]
    public void an_account_is_checked_and_no_event_repeats_it()
    {
        foreach (var number in new[] { "", "1234567", "12345678a", new string('1', 33) })
            Assert.Equal("subsidy.account-malformed", Assert.Throws<RuleBroken>(() => PayeeAccount.Of("a1", "f1", "n", "b", number)).Code);
        Assert.Equal("6222021001116245702", PayeeAccount.Of("a1", "f1", "n", "b", "6222 0210 0111 6245 702").AccountNo);
        var happened = Decide(SubsidySamples.Given(Proposed, Sent, Received), OfFirm, new(2026, 9, 22), Confirm);
        Assert.DoesNotContain(Account.AccountNo, Spec.Text(happened.Single()), StringComparison.Ordinal);
    }

    private static object[] Decide(Subsidy subsidy, Person person, DateOnly today, ConfirmAccount command, PayeeAccount? known = null) => ConfirmAccount.Decide(
        command, subsidy, PayeeAccount.Of("a1", "f1", command.HolderName, command.BankName, command.AccountNo), known, Working, person, today);
}
