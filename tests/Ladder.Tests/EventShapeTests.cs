using System.Reflection;
using System.Text.Json;
using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Agreements;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Days;
using Cultivation.Ladder.Groups;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Ledger;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.People;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Restructurings;
using Cultivation.Ladder.Statuses;
using Cultivation.Ladder.Targets;
using Cultivation.Ladder.Teams;
using Cultivation.Ladder.Discovery;

namespace Cultivation.Ladder.Tests;

/// <summary>Events are stored for ever: their JSON is pinned here.</summary>
public sealed class EventShapeTests
{
    private static readonly SlaPlan Term = new("jd.sla.gapSupplement", "papers", 10, "workingDay", "assumption");

    internal static readonly object[] One =
    [
        Given.Registered,
        new EnterpriseRenamed(Given.Code, Given.Name, "新名", Given.Today, Given.Today.AddMonths(3), "市场监管局"),
        new AnnualFactSubmitted("fact-1", Given.Code, 2025, "sales", "salesRevenue.hnte195", 48_000_000.5m, "CNY", SourceKind.Audited, FactScope.LegalPerson, "ab12"),
        new AnnualFactCorrected("fact-1", Given.Code, 2025, "sales", 1.5m, 2, Said("审计调整"), Given.Today),
        Given.Granted("r1", "2023-11-15", "2026-11-14"),
        Given.Expired("r1", "2026-11-14"),
        Given.Revoked("r1", "2026-03-02", "2024-05-01"),
        Given.Entered("jd.hnte", "2023-11-15", "r1"),
        Given.Left("jd.hnte", "2024-05-01", "credentialRevoked", "r1", retroactive: true, to: "jd.startup"),
        new CaseSubmitted("2026-000001", "jd.hnte", Given.Code, "f1", "jiading-six-stage", CaseChannel.NearDoor, Given.Now, Given.Today.AddDays(7), Term, ["ZL202310000001.0"]),
        new CaseAssigned("2026-000001", "person-7", Given.Now, "chen", "person-6", Said("休假")),
        new DecisionProposed("2026-000001", Given.Code, CaseDecision.RecommendWithNote, Given.Today, "li", "第一批", Said("说明")),
        new ProposalReturned("2026-000001", Said("说明不清"), Given.Today, "chen"),
        new ActRefused("2026-000001", "li", "decision", "case.same-person", Given.Now),
        new ConflictDeclared("2026-000001", "li", Given.Code, ConflictKind.Employment5y, Given.Today, ConflictSource.Data, "li"),
        new ReviewOpened("2026-000001", "cn.hnte.c7", [new("ip", "知识产权", 30)], ReviewRule.TrimmedMean, Given.Now, "li"),
        new ReviewerAssigned("2026-000001", "expert-1", ReviewerRole.Expert, Given.Now, Expertise.Finance, "li"),
        new ReviewerRecused("2026-000001", "expert-1", Said("conflict"), "expert-2", Given.Now, "li"),
        new ReviewScored("2026-000001", "expert-2", [new("ip", 27.5m)], 27.5m, Given.Now, Said("漏计一项")),
        new ReviewClosed("2026-000001", "cn.hnte.c7", 27.333333m, 3, Given.Now, "li"),
        new SiteInspected("2026-000001", Given.Today, ["li", "wu"], Said("场地属实"), "li"),
        new CaseAcceptedWithGaps("2026-000001", ["研发费用辅助账"], Given.Today, "jd.sla.gapSupplement", Term),
        new CommitmentSigned("2026-000001", "jd.text.1", "2", "person-7", ["入库申请表"], Given.Today, Given.Today.AddDays(60), Term),
        new CommitmentVerified("2026-000001", Given.Today, CommitmentOutcome.False, "li", Said("账目不存在")),
        new CommitmentBroken("2026-000001", Given.Code, Given.Name, "jd.pool", "jd.text.1", "2", Given.Today, Given.Today, "li"),
        new RecommendationWithdrawn("2026-000001", Given.Code, "jd.pool", "falseCommitment", Given.Today, "li"),
        new SupplementRequested("2026-000001", ["知识产权清单"], Given.Now, true, 2, Given.Today, Term, Said("清单与证书不符"), "li"),
        new SupplementReceived("2026-000001", Given.Now, true, ["知识产权清单"], ["x"], "li", ["ZL202310000001.0"]),
        new SlaClockChanged("2026-000001", ClockChange.Extended, ClockReason.Complexity, Given.Now, 2, 13, Given.Today, "chen", 5, Said("说明")),
        new DeadlineMoved("2026-000001", CaseDeadline.CommitmentCheck, Given.Today, ClockReason.CalendarChanged, Given.Now, "service:ladder"),
        new CaseWithdrawn("2026-000001", WithdrawalReason.FalseCommitment, Given.Today, "li"),
        new CaseReturned("2026-000001", ["x"], Given.Today, Given.Today.AddDays(1), "service:ladder"),
        new CaseLapsed("2026-000001", ["x"], Given.Today, Given.Today.AddDays(1), "service:ladder"),
        new CaseReopened("2026-000001", Said("系统故障"), Given.Today, Given.Today.AddDays(7), "chen"),
        new AuthorityAnswered("2026-000001", AuthorityOutcome.Granted, "cn.hnte", "r1", Given.Today, "li", ["ZL202310000001.0"]),
        new AppealFiled("2026-000001", AppealGround.Facts, Given.Today, "wang"),
        new AppealDecided("2026-000001", AppealOutcome.Reopened, Said("程序有误"), Given.Now, "unmet", true, Given.Today, "chen"),
        new FilingWindowSet("jiading-six-stage", "jd.pool", "2026-1", Given.Today, Given.Today.AddDays(30), "通知", "chen"),
        new CaseAccepted("2026-000001", Given.Today, new("jd.sla.decision", "decision", 20, "workingDay", "recalled"), Given.Today.AddDays(28), ["知识产权"], "2026.11", "ab12"),
        new EligibilityEvaluated(
            Given.Code, "jiading-six-stage", "2026.11", "ab12", "jd.hnte", Given.Today, Given.Now, "met", JsonElement.Parse("[{\"id\":\"cn.hnte.c1\"}]"), ["x"],
            [new("cn.hnte.c2", Said("材料核查"), Met: true), new("cn.hnte.c7", "专家评分", Value: 82)], ["jd.pool.1"], [new("firm:f1", 7)]),
        new CaseDecided("2026-000001", Given.Code, CaseDecision.RecommendWithNote, Given.Today, "chen", "第一批", Said("说明"), "li", "m1", Term),
        new PublicNoticeStarted("n1", "第一批", [new("2026-000001", Given.Code, "f1")], Given.Today, 5, "workingDay", Given.Today.AddDays(7), "jd.sla.publicNotice", "公告1号", "li"),
        new ObjectionRaised("n1", "o1", "2026-000001", Given.Code, Given.Today, "li"),
        new ObjectionErased("n1", "o1", "申请1号", Given.Today, "zhao"),
        new ObjectionResolved("n1", "o1", "2026-000001", ObjectionOutcome.Dismissed, Said("查无实据"), Given.Today, "zhao"),
        new PublicNoticeEnded("n1", Given.Today, 1, ["2026-000001"], "li"),
        new CasePutOnNotice("2026-000001", "n1", Given.Today, "li"),
        new DecisionTookEffect("2026-000001", "n1", Given.Today, "li"),
        new DecisionOverturned("2026-000001", "n1", "o1", Given.Today, "zhao"),
        new BatchMeetingRecorded("m1", "第一批", Given.Today, "纪要〔2026〕1号", [new("2026-000001", Given.Code, MeetingOutcome.Decided, CaseDecision.Recommend, null)], "chen"),
        new DistrictRecommended("2026-000001", Given.Code, "jiading-six-stage", "jd.hnte", "上海市认定机构", "第一批", CaseDecision.Recommend, Given.Today, "li"),
        new PoolAdmitted("jd.pool", Given.Code, Given.Today, Given.Today.AddYears(3), "第一批", "2026-000001", "li"),
        new RecognitionRestored("r1", Given.Code, Given.Name, "cn.hnte", Given.Today, Given.Today.AddDays(-100), Given.Today.AddYears(1), "court", "沪行终〔2026〕1号"),
        new RecognitionAnnulled("r1", Given.Code, Given.Name, "cn.hnte", Given.Today.AddYears(-1), Given.Today, "2023年第一批"),
        new RecognitionNumbered("r1", Given.Code, Given.Name, "cn.hnte", "GR202331000001", "2023年第一批"),
        new RecognitionRefused(Given.Code, "cn.hnte", "2026年第一批", Said("研发费用占比不足"), Given.Today),
        new RegistrationAnnulled(Given.Code, Given.Today, "2023年第一批"),
        new AnnualFactAnnulled("fact-1", Given.Code, 2025, "sales", 1.5m, Given.Today, "2023年第一批"),
        new PoolExited("jd.pool", Given.Code, Given.Today, PoolExitReason.TermEnded, Given.Today.AddDays(1)),
        new PoolAdmissionAnnulled("jd.pool", Given.Code, Given.Today.AddYears(-1), Given.Today, "2026年第一批"),
        new PoolExitAnnulled("jd.pool", Given.Code, Given.Today.AddDays(-1), Given.Today, "2026年第一批"),
        new FollowUpDrafted("u1", "f1", Given.Code, "r1", RelianceKind.Decision, "2025-000001", Given.Today, ["jd.littleGiant.base"]),
        new FollowUpConfirmed("u1", Given.Today, "li", Said("已立案")),
        new FollowUpDismissed("u1", Given.Today, "li", Said("无影响")),
        new ProgrammeVersionPublished(
            "jiading-six-stage", "2026.12", Given.Today, null, "2026.11", "嘉科", "ab12", [new("000000", "cn-national-credentials", "2026.11", "cd34")],
            new("jd.transition", OpenCasesStay.Submitted, ["jd.pool"], Given.Today.AddDays(90), NeedsConfirmation: true)),
        new CriterionAssumptionConfirmed("jd.pool.1", JsonElement.Parse("{\"value\":5}"), "嘉科〔2026〕1号", "chen", Given.Today, "2026.12"),
        new WorkingDayCalendarPublished(2026, [Given.Today], [Given.Today.AddDays(-1)], "国办"),
        new DayClosed(Given.Today, 3, 1, 2, 9_007),
        new CultivationPlanAgreed("jd.pool", Given.Code, ["知识产权"], "p1", Given.Today, Given.Today.AddYears(1)),
        new CoachingDelivered(Given.Code, CoachingForm.OneToOne, Given.Today, 1.5m, 3, "p1"),
        new CoachingRefused("jd.pool", Given.Code, Given.Today, "邮件"),
        new AgreementSigned("XJR-1", Given.Code, Given.Name, "r1", "jd.littleGiant.city", Given.Today, Given.Today, Given.Today.AddYears(2), "合同"),
        new AgreementConcluded(Given.Code, "XJR-1", AgreementOutcome.NotSubmitted, Given.Today, "沪科验"),
        new StatusRecorded("s1", Given.Code, "上市储备", Given.Today, Given.Today.AddYears(1), "名单"),
        new StatusEnded("s1", Given.Code, Given.Today, "调出"),
        new TargetSet("t1", "高新技术企业", 2019, TargetOperator.MoreThan, 1100, "家", CountBasis.Stock, ["jd.hnte"], "嘉科〔2019〕12号", Given.Day("2019-02-18"), "zhou"),
        new TextErased("text-1", "case:2026-000001", "申请2号", Given.Today, "zhao"),
        new LedgerKeyIntroduced("kid", "x", "y", Given.Now),
        new LedgerCheckpointSigned("310114", 12, new string('a', 64), "2026-11-25T02:30:00.000000Z", new string('b', 64), "kid", "c2ln", "service:ladder"),
        new PersonRegistered("p1", "载体报告", Given.Today),
        new PersonCorrected("p1", Given.Today),
        new PersonErased("p1", "申请〔2026〕7号", Given.Today),
        new TeamRegistered("t1", "智能传感项目", "person-1", ["person-2"], "carrier-1", "电子信息", Given.Today, "载体报告"),
        new TeamChanged("t1", "person-1", ["person-3"], "carrier-1", Given.Today, "载体报告"),
        new TeamTermRenewed("t1", "jd.team", 1, Given.Today.AddMonths(24), "载体报告2", Given.Today, Given.Rule),
        new TeamEnded("t1", Given.Today, TeamEnd.LeftCarrier),
        new CreditCodeCorrected("91310114YYYY000206", Given.Code, Given.Name, CheckDigitState.Valid, Said("录入错误"), Given.Today),
        new EnterpriseChangeReported(Given.Code, ReportableChange.Renamed, Given.Today.AddDays(-9), Given.Today, "回执"),
        new EnterpriseDeregistered(Given.Code, Given.Name, Given.Today, Said("决议解散")),
        new AnnualFactVerified("fact-1", Given.Code, 2, "li", "auditReport", Given.Today),
        new EnterpriseRestructured("m1", RestructuringKind.Merger, [Given.Code, "91310114YYYY000206"], [Given.Code], Given.Today, "协议", "公司法", Given.Today.AddMonths(3)),
        new RestructuringAllocated("m1", Given.Code, "91310114YYYY000206", "f2", ["fact-1"], ["ZL1"], Given.Day("2010-01-01"), "协议", "chen", Given.Today),
        new RegistrationMoved(Given.Code, Given.Name, "310114", "310106", MoveKind.Whole, Given.Today, false, Given.Today, "市场监管局"),
        new DistrictCustodyTransferred(Given.Code, Given.Name, "310114", "310106", Given.Today, true, "移交单1", ["case 2026-000001", Said("走访约定")]),
        new DivisionCodeMapped("310108", "310106", Given.Day("2015-11-04"), "国函〔2015〕181号"),
        new ControlRelationRecorded("c1", "91310114YYYY000206", Given.Code, 51.5m, "person-9", Given.Today, null, "公示系统"),
        new IntellectualPropertyRecorded(Given.Code, "ZL202310000001.0", IpClass.I, IpKind.InventionPatent, Given.Today, Given.Today, null, "1/2", IpAcquired.SelfDeveloped, null, "证书"),
        new IntellectualPropertyChanged(Given.Code, Given.Name, "ZL202310000001.0", IpChange.Pledged, Given.Today, Said("示例银行"), "登记簿"),
        new IntellectualPropertyUsed(Given.Code, "ZL202310000001.0", IpClass.II, "2026-000001", Given.Today),
        new AdverseRecordListed("a1", Given.Code, Given.Name, AdverseKind.Environment, Given.Today.AddDays(-400), Given.Today, AdverseSeverity.Major, "生态环境局"),
        new AdverseRecordRemoved("a1", Given.Code, Given.Name, AdverseKind.Environment, Given.Today, Said("信用修复")),
        new AnnualReportRecorded(Given.Code, Given.Name, "r1", "cn.hnte", 2025, ReportOutcome.Missed, null, Given.Day("2026-05-31"), 2),
        new CancellationProposed(Given.Code, "r1", "cn.hnte", "annualReportsMissed", [2023, 2025], Given.Today),
        new CancellationProposalSettled(Given.Code, "r1", ProposalOutcome.Sent, "沪科函1号", Given.Today),
        new LeadDiscovered("lead-1", "f1", Given.Code, "jd.pool", LeadChannel.Screen, "screen-1", 1, 2, [new("研发占比不足", "R&D share too low")], Given.Today, new(Said("走访得知"), Said("heard on a visit")),
            [new("s.1", new("销售收入", "Sales"), 49.5m, "CNY", null)]),
        new LeadTaken("lead-1", "li", Given.Today),
        new LeadHandedOver("lead-1", "2026-000001", "li", Given.Today),
        new LeadDismissed("lead-1", LeadEnd.NotSuitable, "li", Given.Today),
        new LeadReopened("lead-1", "li", Given.Today),
        new ScreenSaved("screen-1", "培育", "jd.pool", 1, 3, "安亭镇", "I65", JsonElement.Parse("{\"logic\":\"all\"}"), "li"),
        new ScreenApplied("screen-1", 12, Given.Today, "li"),
        new ScreenRetired("screen-1", "li"),
    ];

    [Fact]
    public void the_stored_json_of_every_event_is_the_pinned_one()
    {
        var options = new JsonSerializerOptions { WriteIndented = true };
        Json.Stored(options);
        Snapshot.Matches("events.json", string.Join("\n", One.Select(e => $"{Name(e.GetType())} {JsonSerializer.Serialize(e, e.GetType(), options)}")));
    }

    [Fact]
    public void every_event_type_is_pinned_and_has_a_title() => Assert.Equal(Recorded.Titles.Keys.Order(), One.Select(e => Name(e.GetType())).Order());

    [Fact]
    public void every_event_that_an_aggregate_evolves_by_is_pinned()
    {
        var files = typeof(Firm).Assembly.GetTypes().Where(t => t.IsPublic && t.IsSealed && t.Name is not nameof(Firm) && IsEvent(t));
        Assert.Empty(files.Except(One.Select(e => e.GetType())));
    }

    [Fact]
    public void what_was_stored_is_read_back()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        foreach (var e in One)
        {
            var text = JsonSerializer.Serialize(e, e.GetType(), options);
            Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize(text, e.GetType(), options), e.GetType(), options));
        }
    }

    internal static FreeText Said(string words) => new("text-1", words);

    internal static string Name(MemberInfo type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name);

    // Past-tense records of the *Events.cs files.
    private static bool IsEvent(Type type) => PastTense.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal));

    private static readonly string[] PastTense =
    [
        "Registered", "Renamed", "Submitted", "Corrected", "Granted", "Expired", "Revoked", "Entered", "Left", "Accepted", "Evaluated", "Decided",
        "Recommended", "Admitted", "Published", "Confirmed", "Closed", "Changed", "Renewed", "Ended", "Reported", "Deregistered", "Verified",
        "Restructured", "Allocated", "Moved", "Transferred", "Mapped", "Recorded", "Used", "Listed", "Removed", "Proposed", "Settled",
        "Restored", "Refused", "Annulled", "Exited", "Drafted",
        "Erased", "Discovered", "Taken", "HandedOver", "Dismissed", "Reopened", "Saved", "Applied", "Retired",
        "Assigned", "WithGaps", "Signed", "Broken", "Withdrawn", "Requested", "Received", "Returned", "Lapsed", "Filed",
        "Introduced", "Declared", "Opened", "Recused", "Scored", "Inspected", "Started", "Raised", "Resolved", "OnNotice", "TookEffect", "Answered", "Overturned",
    ];
}
