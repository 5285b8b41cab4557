using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Moves;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Firms;

/// <summary>Duties, codes, checks and the end of a firm.</summary>
public sealed class FirmChangeSpecs
{
    private const string OldCode = "91310114YYYY000206";
    private static readonly EnterpriseRenamed Renamed = new(Code, Name, "新名", Day("2026-03-31"), Day("2026-06-30"), "市场监管局");
    private static readonly EnterpriseChangeReported Reported = new(Code, ReportableChange.Renamed, Day("2026-03-31"), Day("2026-05-01"), "回执");
    private static readonly AnnualFactSubmitted Figure = new("fact-1", Code, 2025, "sales", "d", 1, "CNY", SourceKind.Audited, FactScope.LegalPerson, null);
    private static readonly Spec<Firm> Holder = AFirm.Given(Granted("r1", "2023-11-15", "2026-11-30"), Entered("jd.hnte", "2023-11-15", "r1"));

    /// <summary>Subtlety 9: the three months run from the change. Known only in November, the duty is overdue since July.</summary>
    [Theory]
    [InlineData("2026-06-30", DutyState.Open)]
    [InlineData("2026-07-01", DutyState.Overdue)]
    public void a_duty_is_overdue_from_the_change_not_from_our_knowledge(string day, DutyState state)
    {
        var firm = new Firm().Fold([Registered, Granted("r1", "2023-11-15", "2026-11-30"), Renamed]);
        Assert.Equal(state, Assert.Single(firm.Duties).On(Day(day), firm));
    }

    [Theory]
    [InlineData("2026-06-30", DutyState.Reported)]
    [InlineData("2026-07-01", DutyState.ReportedLate)]
    public void a_report_fulfils_it_in_time_or_late(string on, DutyState state)
    {
        var firm = new Firm().Fold([Registered, Granted("r1", "2023-11-15", "2026-11-30"), Renamed, Reported with { ReportedOn = Day(on) }]);
        Assert.Equal(state, Assert.Single(firm.Duties).On(Today, firm));
    }

    [Fact]
    public void without_a_title_nobody_has_to_be_told()
    {
        var firm = new Firm().Fold([Registered, Renamed]);
        Assert.Equal(DutyState.NotNeeded, firm.Duties[0].On(Today, firm));
    }

    [Fact]
    public void a_report_names_its_change()
    {
        var renamed = AFirm.Given(Renamed);
        renamed.When(f => ReportChange.Decide(new(ReportableChange.Renamed, Day("2026-03-31"), Day("2026-05-01"), "回执"), f, Today)).Then(Reported);
        renamed.Given(Reported).When(f => ReportChange.Decide(new(ReportableChange.Renamed, Day("2026-03-31"), Day("2026-05-01"), "回执"), f, Today)).ThenNothing();
        renamed.Given(Reported).When(f => ReportChange.Decide(new(ReportableChange.Renamed, Day("2026-03-31"), Today, "回执"), f, Today)).Throws("duty.reported-already");
        renamed.When(f => ReportChange.Decide(new(ReportableChange.Restructured, Day("2026-03-31"), Today, "回执"), f, Today)).Throws("duty.unknown");
        renamed.When(f => ReportChange.Decide(new(ReportableChange.Renamed, Day("2026-03-31"), Day("2026-03-30"), "回执"), f, Today)).Throws("duty.reported-when");
    }

    [Fact]
    public void a_wrong_code_is_put_right()
    {
        var corrected = new CreditCodeCorrected(Code, OldCode, Name, CheckDigitState.Valid, "录入错误", Today);
        AFirm.When(f => CorrectCreditCode.Decide(new(OldCode, "录入错误", Today), f, Today)).Then(corrected);
        AFirm.Given(corrected).When(f => CorrectCreditCode.Decide(new(OldCode, "录入错误", Today), f, Today)).ThenNothing();
        AFirm.When(f => CorrectCreditCode.Decide(new("1", "x", Today), f, Today)).Throws("firm.credit-code-malformed");
        AFirm.When(f => CorrectCreditCode.Decide(new(OldCode, "x", Today.AddDays(1)), f, Today)).Throws("firm.code-corrected-in-future");
        Assert.Equal([Code], new Firm().Fold([Registered, corrected]).FormerCodes);
    }

    [Fact]
    public void a_figure_is_verified_and_a_correction_needs_a_check_of_its_own()
    {
        var verified = new AnnualFactVerified("fact-1", Code, 1, "li", "auditReport", Today);
        AFirm.Given(Figure).When(f => VerifyFact.Decide(new("auditReport", Today), "fact-1", f, "li", Today)).Then(verified);
        AFirm.Given(Figure, verified).When(f => VerifyFact.Decide(new("auditReport", Today), "fact-1", f, "li", Today)).ThenNothing();
        AFirm.Given(Figure, verified, new AnnualFactCorrected("fact-1", Code, 2025, "sales", 1, 2, "x", Today))
            .When(f => VerifyFact.Decide(new("auditReport", Today), "fact-1", f, "li", Today)).Then(verified with { Value = 2 });
        AFirm.When(f => VerifyFact.Decide(new("auditReport", Today), "fact-1", f, "li", Today)).Throws("fact.unknown");
        AFirm.Given(Figure).When(f => VerifyFact.Decide(new("auditReport", Today.AddDays(1)), "fact-1", f, "li", Today)).Throws("fact.verified-in-future");
    }

    [Fact]
    public void a_firm_that_is_struck_off_leaves_its_stages_and_keeps_its_titles()
    {
        var off = new EnterpriseDeregistered(Code, Name, Day("2026-08-01"), "决议解散");
        Holder.When(f => DeregisterFirm.Decide(new(Day("2026-08-01"), "决议解散"), f, Today))
            .Then(off, Left("jd.hnte", "2026-08-01", "deregistered", Code, retroactive: true));
        Holder.Given(off, Left("jd.hnte", "2026-08-01", "deregistered", Code)).When(f => StageChanges.Of(f, Jiading(), Today)).ThenNothing();
        Holder.Given(off).When(f => DeregisterFirm.Decide(new(Day("2026-08-01"), "x"), f, Today)).ThenNothing();
        Holder.Given(off).When(f => DeregisterFirm.Decide(new(Day("2026-08-02"), "x"), f, Today)).Throws("firm.deregistered-already");
        Holder.When(f => DeregisterFirm.Decide(new(Today.AddDays(1), "x"), f, Today)).Throws("firm.deregistered-in-future");
        Holder.When(f => DeregisterFirm.Decide(new(Day("2015-03-01"), "x"), f, Today)).Throws("firm.deregistered-before-established");
    }

    /// <summary>A title of which the district hears only later entered its stage before the firm was struck off, and left it then.</summary>
    [Fact]
    public void a_late_list_puts_a_firm_on_its_stage_only_until_it_was_gone() => AFirm
        .Given(new EnterpriseDeregistered(Code, Name, Day("2026-08-01"), "决议解散"), Granted("r1", "2023-11-15", "2026-11-30"))
        .When(f => StageChanges.Of(f, Jiading(), Today))
        .Then(Entered("jd.hnte", "2023-11-15", "r1"), Left("jd.hnte", "2026-08-01", "deregistered", "r1", retroactive: true));

    /// <summary>Subtlety 1: every register answers as of one day; the firm that it is made from holds what was known on the other.</summary>
    [Fact]
    public void the_registers_answer_as_of_a_day()
    {
        var firm = new Firm { Id = "firm:f1" }.Fold(
        [
            Registered, Granted("r1", "2023-11-15", "2026-11-30"), Renamed,
            new IntellectualPropertyRecorded(Code, "ZL1", IpClass.I, IpKind.InventionPatent, Day("2024-01-01"), Day("2024-01-01"), Day("2026-01-31"), null, IpAcquired.SelfDeveloped, null, "证书"),
            new AdverseRecordListed("a1", Code, Name, AdverseKind.AbnormalOperation, null, Day("2025-01-01"), AdverseSeverity.Ordinary, "市场监管局"),
            new AdverseRecordRemoved("a1", Code, Name, AdverseKind.AbnormalOperation, Day("2025-06-01"), "已补报"),
            new AnnualReportRecorded(Code, Name, "r1", "cn.hnte", 2023, ReportOutcome.Missed, null, Day("2024-05-31"), 1),
            new AnnualReportRecorded(Code, Name, "r1", "cn.hnte", 2025, ReportOutcome.Missed, null, Day("2026-05-31"), 2),
            new RegistrationMoved(Code, Name, "310114", "310106", MoveKind.Whole, Day("2026-09-01"), false, null, "x"),
        ]);
        var early = FirmAffairs.Of(firm, Day("2025-03-01"), Rungs.None);
        Assert.Equal((0, true, true, 0, "310114"), (early.Duties.Length, early.Properties[0].InForce, early.AdverseRecords[0].Listed, early.Warnings.Length, early.DivisionOnDay));
        var late = FirmAffairs.Of(firm, Today, Rungs.None);
        Assert.Equal(
            (DutyState.Overdue, false, false, "310106"), (late.Duties[0].State, late.Properties[0].InForce, late.AdverseRecords[0].Listed, late.DivisionOnDay));
        Assert.Equal([2023, 2025], Assert.Single(late.Warnings).MissedYears);
    }
}
