using Cultivation.Ladder.Statuses;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Statuses;

public sealed class StatusSpecs
{
    private static readonly string[] Known = ["企业技术中心", "上市储备"];
    private static readonly StatusRecorded Centre = new("s1", Code, "企业技术中心", Day("2024-05-01"), null, "沪经信〔2024〕1号");

    private static RecordStatus Record(string status = "企业技术中心", string from = "2024-05-01", string? to = null) =>
        new(status, Day(from), "沪经信〔2024〕1号", to is null ? null : Day(to));

    [Fact]
    public void a_status_that_a_programme_names_is_held_beside_the_stage()
    {
        AFirm.When(f => RecordStatus.Decide(Record(), f, Known, "s1", Today)).Then(Centre);
        AFirm.Given(Centre).When(f => RecordStatus.Decide(Record(), f, Known, "s2", Today)).ThenNothing();
        AFirm.When(f => RecordStatus.Decide(Record("独角兽"), f, Known, "s1", Today)).Throws("status.unknown");
        Assert.True(AFirm.Given(Centre).State.Statuses.Single().HeldOn(Today));
        Assert.Empty(AFirm.Given(Centre).State.Stages);
    }

    [Fact]
    public void two_times_of_one_status_do_not_overlap()
    {
        AFirm.Given(Centre).When(f => RecordStatus.Decide(Record(from: "2025-01-01"), f, Known, "s2", Today)).Throws("status.held");
        AFirm.Given(Centre).When(f => RecordStatus.Decide(Record(from: "2020-01-01", to: "2024-04-30"), f, Known, "s2", Today))
            .Then(Centre with { StatusId = "s2", From = Day("2020-01-01"), To = Day("2024-04-30") });
        AFirm.When(f => RecordStatus.Decide(Record(from: "2026-11-23"), f, Known, "s1", Today)).Throws("status.days");
    }

    [Fact]
    public void it_ends_on_a_day_that_can_be_put_earlier_but_not_later()
    {
        var held = AFirm.Given(Centre);
        var ended = new StatusEnded("s1", Code, Day("2026-01-01"), "通知");
        held.When(f => EndStatus.Decide(new(Day("2026-01-01"), "通知"), "s1", f, Today)).Then(ended);
        held.Given(ended).When(f => EndStatus.Decide(new(Day("2026-01-01"), "通知"), "s1", f, Today)).ThenNothing();
        held.Given(ended).When(f => EndStatus.Decide(new(Day("2026-06-01"), "通知"), "s1", f, Today)).Throws("status.ended");
        held.When(f => EndStatus.Decide(new(Day("2024-04-30"), "通知"), "s1", f, Today)).Throws("status.days");
        held.When(f => EndStatus.Decide(new(Day("2026-01-01"), "通知"), "none", f, Today)).Throws("status.not-held");
    }
}
