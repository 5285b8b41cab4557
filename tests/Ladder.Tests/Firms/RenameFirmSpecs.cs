using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Firms;

public sealed class RenameFirmSpecs
{
    private static readonly RenameFirm Asked = new("嘉定新名科技有限公司", Day("2026-11-30").AddDays(-10), "市场监管局");

    [Fact]
    public void the_report_is_due_three_calendar_months_after_the_change() => AFirm
        .When(f => RenameFirm.Decide(Asked with { ChangedOn = Day("2025-11-30") }, f, Today))
        .Then(new EnterpriseRenamed(Code, Name, "嘉定新名科技有限公司", Day("2025-11-30"), Day("2026-02-28"), "市场监管局"));

    [Fact]
    public void the_same_name_is_no_event() => AFirm.When(f => RenameFirm.Decide(Asked with { NewName = Name }, f, Today)).ThenNothing();

    [Fact]
    public void a_change_in_the_future_is_refused() =>
        AFirm.When(f => RenameFirm.Decide(Asked with { ChangedOn = Today.AddDays(1) }, f, Today)).Throws("firm.renamed-in-future");

    [Fact]
    public void a_change_before_the_present_name_began_is_refused() => AFirm
        .Given(new EnterpriseRenamed(Code, Name, "中间名", Day("2020-01-01"), Day("2020-04-01"), "x"))
        .When(f => RenameFirm.Decide(Asked with { ChangedOn = Day("2019-12-31") }, f, Today))
        .Throws("firm.renamed-before-last-name");
}
