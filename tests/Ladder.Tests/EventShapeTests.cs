using System.Reflection;
using System.Text.Json;
using Cultivation.Ladder.Calendars;
using Cultivation.Ladder.Days;
using Cultivation.Ladder.Discovery;

namespace Cultivation.Ladder.Tests;

/// <summary>Events are stored for ever: their JSON is pinned here.</summary>
public sealed class EventShapeTests
{
    private static readonly object[] One =
    [
        Given.Registered,
        new EnterpriseRenamed(Given.Code, Given.Name, "新名", Given.Today, Given.Today.AddMonths(3), "市场监管局"),
        new AnnualFactSubmitted("fact-1", Given.Code, 2025, "sales", "salesRevenue.hnte195", 48_000_000.5m, "CNY", SourceKind.Audited, FactScope.LegalPerson, "ab12"),
        new AnnualFactCorrected("fact-1", Given.Code, 2025, "sales", 1.5m, 2, "审计调整", Given.Today),
        Given.Granted("r1", "2023-11-15", "2026-11-14"),
        Given.Expired("r1", "2026-11-14"),
        Given.Revoked("r1", "2026-03-02", "2024-05-01"),
        Given.Entered("jd.hnte", "2023-11-15", "r1"),
        Given.Left("jd.hnte", "2024-05-01", "credentialRevoked", "r1", retroactive: true, to: "jd.startup"),
        new CaseSubmitted("2026-000001", "jd.hnte", Given.Code, "f1", "jiading-six-stage", CaseChannel.NearDoor, Given.Now),
        new CaseAccepted("2026-000001", Given.Today, new("jd.sla.decision", "decision", 20, "workingDay", "recalled"), Given.Today.AddDays(28), ["知识产权"], "2026.11", "ab12"),
        new EligibilityEvaluated(
            Given.Code, "jiading-six-stage", "2026.11", "ab12", "jd.hnte", Given.Today, Given.Now, "met", JsonElement.Parse("[{\"id\":\"cn.hnte.c1\"}]"), ["x"],
            [new("cn.hnte.c2", "材料核查", Met: true), new("cn.hnte.c7", "专家评分", Value: 82)], ["jd.pool.1"], [new("firm:f1", 7)]),
        new CaseDecided("2026-000001", Given.Code, CaseDecision.RecommendWithNote, Given.Today, "li", "第一批", "说明"),
        new DistrictRecommended("2026-000001", Given.Code, "jiading-six-stage", "jd.hnte", "上海市认定机构", "第一批", CaseDecision.Recommend, Given.Today, "li"),
        new PoolAdmitted("jd.pool", Given.Code, Given.Today, Given.Today.AddYears(3), "第一批", "2026-000001", "li"),
        new ProgrammeVersionPublished(
            "jiading-six-stage", "2026.12", Given.Today, null, "2026.11", "嘉科", "ab12", [new("000000", "cn-national-credentials", "2026.11", "cd34")],
            new("jd.transition", OpenCasesStay.Submitted, ["jd.pool"], Given.Today.AddDays(90), NeedsConfirmation: true)),
        new CriterionAssumptionConfirmed("jd.pool.1", JsonElement.Parse("{\"value\":5}"), "嘉科〔2026〕1号", "chen", Given.Today, "2026.12"),
        new WorkingDayCalendarPublished(2026, [Given.Today], [Given.Today.AddDays(-1)], "国办"),
        new DayClosed(Given.Today, 3),
        new LeadDiscovered("lead-1", "f1", Given.Code, "jd.pool", LeadChannel.Screen, "screen-1", 1, 2, [new("研发占比不足", "R&D share too low")], Given.Today),
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
    public void every_event_type_is_pinned_and_has_a_title() => Assert.Equal(Titles.Types.Order(), One.Select(e => Name(e.GetType())).Order());

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

    private static string Name(MemberInfo type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name);

    // Past-tense records of the *Events.cs files.
    private static bool IsEvent(Type type) => PastTense.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal));

    private static readonly string[] PastTense =
    [
        "Registered", "Renamed", "Submitted", "Corrected", "Granted", "Expired", "Revoked", "Entered", "Left", "Accepted", "Evaluated", "Decided",
        "Recommended", "Admitted", "Published", "Confirmed", "Closed",
        "Discovered", "Taken", "HandedOver", "Dismissed", "Reopened", "Saved", "Applied", "Retired",
    ];
}
