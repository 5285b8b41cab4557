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
}
