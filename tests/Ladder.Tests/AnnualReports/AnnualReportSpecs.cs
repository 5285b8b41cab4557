using Cultivation.Ladder.AnnualReports;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.AnnualReports;

public sealed class AnnualReportSpecs
{
    private static readonly Spec<Firm> Holder = AFirm.Given(Granted("r1", "2023-11-15", "2026-11-14"));

    private static AnnualReportRecorded Report(int year, ReportOutcome outcome, string? filed, int missed) =>
        new(Code, Name, "r1", "cn.hnte", year, outcome, filed is null ? null : Day(filed), Day($"{year + 1}-05-31"), missed);

    [Fact]
    public void a_report_is_due_by_the_end_of_may()
    {
        Holder.When(f => RecordAnnualReport.Decide(new(2024, Day("2025-05-31")), "r1", f, Today)).Then(Report(2024, ReportOutcome.Filed, "2025-05-31", 0));
        Holder.When(f => RecordAnnualReport.Decide(new(2024, Day("2025-06-01")), "r1", f, Today)).Then(Report(2024, ReportOutcome.Late, "2025-06-01", 0));
    }

    [Fact]
    public void one_is_missed_only_when_its_day_is_over() => Holder
        .When(f => RecordAnnualReport.Decide(new(2024), "r1", f, Day("2025-05-31"))).Throws("report.not-due");

    [Fact]
    public void a_year_outside_the_validity_owes_none_and_another_title_owes_none_at_all()
    {
        AFirm.Given(Granted("r1", "2023-11-15", "2026-11-14", type: "cn.techSme"))
            .When(f => RecordAnnualReport.Decide(new(2024, Day("2025-05-31")), "r1", f, Today)).Throws("report.not-owed");
        Holder.When(f => RecordAnnualReport.Decide(new(2022), "r1", f, Today)).Throws("report.outside-validity");
        Holder.When(f => RecordAnnualReport.Decide(new(2026), "r1", f, Day("2027-08-01"))).Throws("report.outside-validity");
    }

    /// <summary>Two missed inside one period count together even with a filed one between; the software drafts and ends nothing.</summary>
    [Fact]
    public void two_missed_years_need_not_follow_each_other_and_lead_to_a_draft() => Holder
        .Given(Report(2023, ReportOutcome.Missed, null, 1), Report(2024, ReportOutcome.Filed, "2025-05-01", 1))
        .When(f => RecordAnnualReport.Decide(new(2025), "r1", f, Today))
        .Then(Report(2025, ReportOutcome.Missed, null, 2), new CancellationProposed(Code, "r1", "cn.hnte", "annualReportsMissed", [2023, 2025], Today));

    [Fact]
    public void a_miss_under_an_earlier_title_does_not_count() => AFirm
        .Given(Granted("r0", "2020-11-15", "2023-11-14", "GR0"), Granted("r1", "2023-11-15", "2026-11-14"))
        .Given(new AnnualReportRecorded(Code, Name, "r0", "cn.hnte", 2022, ReportOutcome.Missed, null, Day("2023-05-31"), 1))
        .When(f => RecordAnnualReport.Decide(new(2023), "r1", f, Today)).Then(Report(2023, ReportOutcome.Missed, null, 1));

    [Fact]
    public void a_report_that_came_after_all_takes_the_miss_back() => Holder.Given(Report(2023, ReportOutcome.Missed, null, 1))
        .When(f => RecordAnnualReport.Decide(new(2023, Day("2024-09-01")), "r1", f, Today)).Then(Report(2023, ReportOutcome.Late, "2024-09-01", 0));

    [Fact]
    public void what_is_recorded_stays()
    {
        var filed = Holder.Given(Report(2024, ReportOutcome.Filed, "2025-05-01", 0));
        filed.When(f => RecordAnnualReport.Decide(new(2024, Day("2025-05-01")), "r1", f, Today)).ThenNothing();
        filed.When(f => RecordAnnualReport.Decide(new(2024), "r1", f, Today)).Throws("report.recorded-already");
    }

    [Fact]
    public void a_report_comes_after_its_year() =>
        Holder.When(f => RecordAnnualReport.Decide(new(2024, Day("2024-12-31")), "r1", f, Today)).Throws("report.filed-when");

    [Fact]
    public void a_draft_is_sent_or_dropped_once()
    {
        var drafted = Holder.Given(new CancellationProposed(Code, "r1", "cn.hnte", "annualReportsMissed", [2023, 2025], Day("2026-06-02")));
        var sent = new CancellationProposalSettled(Code, "r1", ProposalOutcome.Sent, "沪科函1号", Day("2026-06-10"));
        drafted.When(f => SettleProposal.Decide(new(ProposalOutcome.Sent, "沪科函1号", Day("2026-06-10")), "r1", f, Today)).Then(sent);
        drafted.Given(sent).When(f => SettleProposal.Decide(new(ProposalOutcome.Sent, "沪科函1号", Day("2026-06-10")), "r1", f, Today)).ThenNothing();
        drafted.Given(sent).When(f => SettleProposal.Decide(new(ProposalOutcome.Dropped, "x", Today), "r1", f, Today)).Throws("proposal.settled");
        drafted.When(f => SettleProposal.Decide(new(ProposalOutcome.Sent, "x", Day("2026-06-01")), "r1", f, Today)).Throws("proposal.settled-when");
        Holder.When(f => SettleProposal.Decide(new(ProposalOutcome.Sent, "x", Today), "r1", f, Today)).Throws("proposal.none");
    }
}
