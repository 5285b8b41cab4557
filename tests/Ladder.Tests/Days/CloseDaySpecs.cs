using Cultivation.Ladder.Days;

namespace Cultivation.Ladder.Tests.Days;

public sealed class CloseDaySpecs
{
    [Fact]
    public void a_day_is_closed_when_it_is_over()
    {
        Assert.Equal(new DayClosed(Given.Today.AddDays(-1), 3), CloseDay.Decide(new(Given.Today.AddDays(-1), 3), Given.Today));
        Assert.Equal("day.not-over", Assert.Throws<RuleBroken>(() => CloseDay.Decide(new(Given.Today, 0), Given.Today)).Code);
    }

    [Fact]
    public void days_on_which_nothing_ran_are_closed_in_their_order()
    {
        var today = Given.Day("2026-11-22");
        Assert.Equal([today.AddDays(-1)], DayEnd.Open(null, today));
        Assert.Equal([Given.Day("2026-11-19"), Given.Day("2026-11-20"), Given.Day("2026-11-21")], DayEnd.Open(Given.Day("2026-11-18"), today));
        Assert.Empty(DayEnd.Open(today.AddDays(-1), today));
    }
}
