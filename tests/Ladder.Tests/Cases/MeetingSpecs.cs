using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

public sealed class MeetingSpecs
{
    private static readonly HoldMeeting Good = new("第一批", Today, "纪要〔2026〕1号", [new(Number, 4)]);
    private static readonly Case Case = new Case { Version = 4, FirmId = "f1", Number = Number }
        .Fold(new DecisionProposed(Number, Code, CaseDecision.Recommend, Day("2026-09-21"), "li", "第一批", null));

    [Fact]
    public void a_meeting_names_its_day_its_minutes_and_each_case_once()
    {
        HoldMeeting.Check(Good, Today);
        Assert.Equal("meeting.in-future", Refusal(() => HoldMeeting.Check(Good with { HeldOn = Today.AddDays(1) }, Today)));
        Assert.Equal("meeting.items", Refusal(() => HoldMeeting.Check(Good with { Items = [] }, Today)));
        Assert.Equal("meeting.items", Refusal(() => HoldMeeting.Check(Good with { Items = [new(Number, 4), new(Number, 5)] }, Today)));
        Assert.Equal("field.text", Refusal(() => HoldMeeting.Check(Good with { MinutesRef = " " }, Today)));
    }

    [Fact]
    public void it_speaks_of_the_case_that_it_had_before_it()
    {
        HoldMeeting.RequireBefore(new(Number, 4), Case, "第一批", new HashSet<string>());
        Assert.Equal("version.stale", Refusal(() => HoldMeeting.RequireBefore(new(Number, 3), Case, "第一批", new HashSet<string>())));
        Assert.Equal("meeting.other-batch", Refusal(() => HoldMeeting.RequireBefore(new(Number, 4), Case, "第二批", new HashSet<string>())));
        Assert.Equal("meeting.firm-twice", Refusal(() => HoldMeeting.RequireBefore(new(Number, 4), Case, "第一批", new HashSet<string> { "f1" })));
    }

    private static string Refusal(Action act) => Assert.Throws<RuleBroken>(act).Code;
}
