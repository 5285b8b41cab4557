using Cultivation.Finance.Banks;
using Cultivation.Finance.Calendars;
using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Finance.Loans;
using Cultivation.Finance.Products;
using Cultivation.Finance.Reliances;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Finance.SupportLists;
using Cultivation.Finance.Witness;
using Cultivation.Hosting;

namespace Cultivation.Finance.Tests;

/// <summary>One of each event that Finance stores.</summary>
internal static class EventSamples
{
    private static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly Basis Basis = new("stageEntered", "ladder:1-10", "jd.hnte", "cn.hnte", "GR202431000001");
    private static readonly ProductNames Product = new("hnte-loan", "高企贷", "HNTE loan");

    private static readonly LoanTerms Terms = new(1_000_000m, Day, Day.AddYears(1), 0.0345m, 12_000.5m);

    private static readonly object[] OfLoans =
    [
        new LoanReported("l1", "bank-a", "L-1", "f1", Samples.Code, "hnte-loan", 1_000_000m, Day, Day.AddYears(1), 0.0345m, 12_000.5m, "1-7", Basis, "1-9", Day, "zhang"),
        new LoanRepaid("l1", "f1", "R-1", 500_000.25m, 8_000m, Day, Day, "zhang"),
        new LoanDefaulted("l1", Day, 499_999.75m, Day, "zhang"),
        new LoanReportCorrected("l1", "f1", LoanReport.Terms, Terms, Terms with { Principal = 800_000m }, null, Said("typo"), Day, "zhang"),
        new LoanBasisCorrected("l1", Day, Basis, Day),
        new LoanCorrectionTold("l1", "1-9"),
        new LoanBasisRestored("l1", Basis, Day),
        new LoanBasisReviewed("l1", BasisOutcome.RaisedWithBank, Said("asked for its plan"), "函1号", Day, "li"),
        new LoanClaimed("l1", "pool", "c1"),
        new LoanClaimReleased("l1", "pool", "c1"),
    ];

    private static readonly Reliance Relied = new(RelianceKind.Stage, "jd.hnte", Day, "ladder:1-10");
    private static readonly DateTimeOffset Instant = new(2026, 11, 22, 10, 30, 0, TimeSpan.FromHours(8));

    private static readonly SchemeRules Rules = new(
        SubsidyKind.Premium, new(["hnte-loan"], Certainty.Secondary, "沪科〔2025〕212号 一", true), new([new(2026, Day, Day)], Certainty.Secondary, "沪科〔2025〕212号 二", true),
        new(0.5m, Certainty.Secondary, "沪科〔2025〕212号", true), new(null, Certainty.Documented, "none", false), new(new([], ["cn.hnte"]), Certainty.Documented, "none", false),
        new(true, Certainty.Documented, "二", false), new(3, Certainty.Secondary, "沪科〔2025〕212号", true));

    private static readonly object[] OfSubsidies =
    [
        new SchemePublished("premium", 1, "保费补贴", "Premium subsidy", Rules, "区科委〔2026〕1号", Day, "wang"),
        new SchemeFigureConfirmed("premium", 1, "rate", "沪科〔2025〕212号", Day, "wang"),
        new SchemeRun("premium", 1, 2026, Samples.Hash, 1, 6_000.25m, Day, "li"),
        new SubsidyProposed(
            "premium.2026.f1", "premium", 1, 2026, "f1", Samples.Code, 6_000.25m, 10_000m, [new("l1", "bank-a", "L-1", Day, 12_000.5m, 0.5m, 6_000.25m, [Relied])], 3, Day, "li"),
        new SubsidyNoticeSent("premium.2026.f1", NoticeChannel.Letter, Instant, "li"),
        new SubsidyNoticeReceived("premium.2026.f1", Day, Samples.Hash, Day.AddDays(3), "li"),
        new SubsidyConfirmed("premium", Samples.Code, 2026, 6_000.25m, ["l1"], Instant, Day, Day, Day.AddDays(3), "a1", "1234", Samples.Hash, "li"),
        new SubsidyGivenUp("premium.2026.f1", Day, Day),
        new SubsidyApproved("premium.2026.f1", 6_000.25m, Day, "zhao"),
        new SubsidyActRefused("premium.2026.f1", "li", "approval", "subsidy.same-person", Instant),
        new SubsidyPaid("premium.2026.f1", 6_000.25m, "P-1", Day, "li"),
        new PayeeAccountErased("premium.2026.f1", "a1", "申请1号", Day, "zhao"),
        new SubsidyRecoveryDue("premium.2026.f1", [Relied], Basis, 6_000.25m, Day),
        new SubsidyRecoveryWithdrawn("premium.2026.f1", Day),
        new SubsidyRecovered("premium", Samples.Code, 6_000.25m, "ladder:1-22", Day, 2026, Said("title cancelled"), "决定1号", "zhao"),
        new SubsidyRecoveryWaived("premium.2026.f1", Said("in good faith"), "决定2号", Day, "zhao"),
        new SubsidyCancelled("premium.2026.f1", Said("title cancelled"), "决定3号", Day, "zhao"),
        new SubsidyDayClosed(Day, 2),
    ];

    private static readonly PoolTerms PoolTerms = new(
        new([new("district", "区财政", 0.6m), new("insurer", "保险", 0.4m)], Certainty.Assumption, "none", true), new(0.55m, Certainty.Secondary, "沪科〔2024〕风险补偿", true),
        new(1_000_000m, Certainty.Documented, "协议1号", false), new(null, Certainty.Documented, "协议1号", false), new(["hnte-loan"], Certainty.Documented, "协议1号", false));

    private static readonly PoolPart[] Parts = [new("district", 60.01m), new("insurer", 40m)];

    private static readonly object[] OfRiskPools =
    [
        new RiskPoolOpened("pool", "风险资金池", "Risk pool", PoolTerms, "协议1号", Day, "wang"),
        new RiskPoolFigureConfirmed("pool", "partners", "协议1号", Day, "wang"),
        new RiskPoolContributed("pool", "district", 500_000m, "in-1", Day, "li"),
        new CompensationClaimed("pool", "c1", "l1", "bank-a", "f1", 500_000.01m, 275_000m, Day, "zhang"),
        new CompensationProposed("pool", "c1", 100.01m, Said("in good faith"), Day, "li"),
        new CompensationApproved("pool", "c1", 100.01m, Parts, Day, "zhao"),
        new CompensationActRefused("pool", "c1", "li", "approval", "riskpool.same-person", Instant),
        new CompensationRefused("pool", "c1", Said("papers missing"), Day, "zhao"),
        new CompensationPaid("pool", "c1", "P-1", Day, "li"),
        new CompensationReturned("pool", "c1", "B-1", 181.84m, 100.01m, Parts, Day, "li"),
        new CompensationRecoveryDue("pool", "c1", Basis, 100.01m, Day),
        new CompensationRecoveryWithdrawn("pool", "c1", Day),
        new CompensationDemanded("pool", "c1", 100.01m, Said("title cancelled"), "决定1号", Day, "zhao"),
        new CompensationRecoveryWaived("pool", "c1", Said("in good faith"), "决定2号", Day, "zhao"),
        new CompensationCancelled("pool", "c1", Parts, Said("title cancelled"), "决定3号", Day, "zhao"),
        new CompensationRepaid("pool", "c1", "D-1", 100.01m, Parts, Day, "li"),
    ];

    private static readonly StopNotice Stop = new(WebhookState.Paused, StopReasons.Failing, Instant, 6);

    public static readonly object[] All =
    [
        new BankRegistered("bank-a", "样例银行", "Sample bank"),
        new BankSubscribed("bank-a", "s1", ["eligibility"], ["hnte-loan"], "310114", Day, Day.AddYears(1), "协议1号"),
        new DisclosureApproved("bank-a", "jd.economic-commission", "批复1号", Day, Day.AddYears(1), "zhao"),
        new DisclosureApprovalRevoked("bank-a", "jd.economic-commission", "批复2号", Day, "zhao"),
        new LeadUnitsNamed([new("jd.economic-commission", "区经委", "District economic commission")], "附件2", "zhao"),
        new AmqpPasswordSet("bank-a", "bank.310114.bank-a", "zhao"),
        new QueueRefilled("bank-a", 7, "zhao"),
        new QueueReplayRequested("bank-a", "p1", 2, 7, "zhao"),
        new WebhookAddressSet("bank-a", "https://bank.example/feed", 7, "zhao"),
        new WebhookSecretRotated("bank-a", new DateTimeOffset(2026, 11, 23, 2, 30, 0, TimeSpan.Zero), "zhao"),
        new WebhookDisabled("bank-a", Said("维护"), "zhao"),
        new WebhookEnabled("bank-a", "zhao"),
        new WebhookPaused("bank-a", 7, new DateTimeOffset(2026, 11, 20, 2, 30, 0, TimeSpan.Zero), 47, "timeout"),
        new WebhookReplayRequested("bank-a", "p1", 2, 7, "zhao"),
        new WebhookStopDisclosed("bank-a", Stop),
        new ProductPublished("hnte-loan", "高企贷", "HNTE loan", Day, Samples.Json(Samples.Holds("stageHeld", "jd.hnte"))),
        new ConsentGranted("bank-a", ["eligibility"], Said("loan"), Day, Day.AddYears(1), "li", "paper", Samples.Hash, ["hnte-loan"]),
        new ConsentWithdrawn("bank-a", Day, "li"),
        new FirmNamed(Samples.Code, Samples.Name, "ladder:1-1"),
        new FirmFounded(Day, "310114", "ladder:1-1"),
        new FirmGone(GoneCause.MovedOut, Day, true, "ladder:1-30"),
        new FigureLearnt(new("f2025", 2025, "sales", "sales.tx", 49_000_000.5m, "CNY", "audited", "legalPerson", Day, "ladder:1-27")),
        new FigureCorrected("f2025", "sales", 51_000_000m, "ladder:1-28"),
        new FigureAnnulled("f2025", "sales", "ladder:1-29"),
        new StageHeld("jd.hnte", Day, "r1", "ladder:1-10"),
        new StageEnded("jd.hnte", Day, "movedOut", true, "ladder:1-20"),
        new CredentialHeld("r1", "cn.hnte", "GR202431000001", Day, Day.AddYears(3), "ladder:1-9"),
        new CredentialExpired("r1", Day, "ladder:1-21"),
        new CredentialRevoked("r1", Day, true, "ladder:1-22"),
        new CredentialRestored("r1", Day, Day.AddYears(1), "ladder:1-23"),
        new CredentialAnnulled("r1", "ladder:1-24"),
        new EligibilityGranted("hnte-loan", 1, Day, Basis),
        new EligibilityWithdrawn("hnte-loan", 3, Day, Basis),
        new EligibilityCorrected("hnte-loan", 3, Day, Basis),
        new EligibilityDisclosed("bank-a", DisclosureKind.Corrected, 3, Samples.Code, Samples.Name, Product, false, Day, Basis, 4, Day.AddYears(1), 90, [4],
            [new("hnte-loan.1", "所处阶段", "Stands on the stage", 1.5m, "jd.hnte", "CNY")]),
        new ConsentEndDisclosed("bank-a", Samples.Code, Samples.Name, Day, [4]),
        new CheckpointDisclosed("bank-a", new(12, new string('a', 64), "2026-11-25T02:30:00.000000Z", new string('b', 64), "kid", "c2ln")),
        new FeedEntry(
            "f1", 5, DisclosureKind.Corrected, Samples.Code, Samples.Name, Product, false, Day, new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.FromHours(8)), Basis, 3,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null, Day.AddYears(1), 90, [3], "salt", new(2, new string('c', 64)), ["L1"],
            Stop, [new("hnte-loan.1", "所处阶段", "Stands on the stage", 1.5m, "jd.hnte", "CNY")]),
        new SupportListed(SupportReason.NeedSurvey, Day, "li"),
        new SupportDelisted(SupportExit.NeedMet, Day, "li"),
        new AdverseListed("a1", "seriousDishonesty", Day, "ladder:1-25"),
        new AdverseRemoved("a1", Day, "ladder:1-26"),
        new CalendarLearnt(2026, [new(2026, 10, 1)], [new(2026, 10, 10)], "国办发明电〔2025〕1号", "ladder:1-2"),
        new TextErased("text-1", "loan:l1", "申请2号", Day, "zhao"),
        .. OfLoans,
        .. OfSubsidies,
        .. OfRiskPools,
    ];

    internal static FreeText Said(string words) => new("text-1", words);
}
