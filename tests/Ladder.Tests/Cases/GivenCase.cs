using System.Collections.Immutable;
using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Tests.Calendars;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

/// <summary>A case of a firm for the pool of Jiading, for specs.</summary>
internal static class GivenCase
{
    public const string Number = "2026-000001";

    public static readonly SlaPlan Ten = new("jd.sla.decision", "decision", 10, "workingDay", "recalled");
    public static readonly SlaPlan Papers = new("jd.sla.gapSupplement", "papers", 5, "workingDay", "assumption");
    public static readonly SlaPlan Check = new("jd.sla.commitmentCheck", "check", 60, "calendarDay", "assumption");
    public static readonly PublishedVersion Version = new("2026.11", "ab12", Day("2026-01-01"), null, []);

    public static readonly Dictionary<int, WorkingCalendar> Notices = new() { [2026] = Of(WorkingDaySpecs.Of2026) };

    /// <summary>The calendar of 2027 as it might be published.</summary>
    public static readonly WorkingDayCalendarPublished Of2027 = new(2027, [Day("2027-01-01")], [], "国办发明电〔2026〕9号");

    public static Dictionary<int, WorkingCalendar> With2027 => new(Notices) { [2027] = Of(Of2027) };

    public static Spec<Case> Filed => new Spec<Case>(new Case(), (c, happened) => c.Fold(happened)).Given(
        new CaseSubmitted(Number, "jd.pool", Code, "f1", "jiading-six-stage", CaseChannel.Self, At("2026-09-17")));

    public static Spec<Case> Accepted => Filed.Given(AcceptedOn("2026-09-18", "2026-10-09"));

    public static DateTimeOffset At(string day) => new(Day(day).ToDateTime(new(10, 0)), TimeSpan.FromHours(8));

    public static CaseAccepted AcceptedOn(string day, string? due, string[]? gaps = null) =>
        new(Number, Day(day), Ten, due is null ? null : Day(due), gaps ?? [], "2026.11", "ab12");

    public static CaseAcceptedWithGaps Gaps(string due) => new(Number, ["研发费用辅助账"], Day(due), Papers.SlaId, Papers);

    public static CommitmentSigned Promised => new(Number, "jd.text.1", "2", "person-7", ["入库申请表"], Day("2026-09-18"), Day("2026-11-17"), Check);

    public static SupplementRequested Asked(string on, string due, int round = 1, bool pauses = true, string? fault = null) =>
        new(Number, ["知识产权清单"], At(on), pauses, round, Day(due), Papers, fault, "li");

    public static SlaClockChanged Paused(string on, int used, ClockReason reason = ClockReason.Supplement) =>
        new(Number, ClockChange.Paused, reason, At(on), used, 10 - used, null, "li");

    public static Sla Promise(string[] excluded) => new(
        new("jd.sla.decision", null, Certainty.Recalled, false, true, null, null, null), new("决定", "decision"), 10, "workingDay", "district",
        "CaseAccepted", "DistrictRecommended|PoolAdmitted", ["SlaClockChanged:supplement"], [.. excluded]);

    /// <summary>An evaluation with one criterion.</summary>
    public static Assessment Found(Result result, string stageId = "jd.pool")
    {
        var criterion = new CriterionResult(
            "jd.pool.1", null, new("x", "x"), result, EvaluatedBy.Auto, null, null, null, null, null, null, null, null, null, null, [], null, null,
            Certainty.Documented, null, null, true, null, []);
        var stage = new StageResult(stageId, "jiading-six-stage", "2026.11", "ab12", [], Day("2026-09-17"), result, true, [], [criterion], [], null, []);
        var recorded = new EligibilityEvaluated(
            Code, "jiading-six-stage", "2026.11", "ab12", stageId, Day("2026-09-17"), At("2026-09-28"), result.Word(),
            JsonSerializer.SerializeToElement(stage.Criteria, Json.Web), [], [], [], []);
        return new(stage, recorded, Books.Jiading().Stage(stageId), new HashSet<string>(), null, []);
    }

    private static WorkingCalendar Of(WorkingDayCalendarPublished e) => new($"calendar:{e.Year}", e.Year, e.RestDays, e.MakeupWorkdays, e.DocumentRef, 1);
}
