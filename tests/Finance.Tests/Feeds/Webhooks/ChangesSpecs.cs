using Cultivation.Finance.Feeds.Webhooks;
using static Cultivation.Finance.Tests.Feeds.Webhooks.Standings;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

public sealed class ChangesSpecs
{
    [Fact]
    public void a_success_closes_the_circuit_and_forgets_its_probes()
    {
        var changes = Decide(Idle with { CircuitOpen = true, Probes = 6, Failing = [1, 2, 3, 4, 5] }, Entry(5).Ended(204));
        Assert.Equal((true, false, 0, null), (changes.Succeeded, changes.CircuitOpen, changes.Probes, changes.QuietUntil));
        Assert.Equal([Entry(5)], changes.Delivered);
    }

    [Theory]
    [InlineData(301, "redirect")]
    [InlineData(307, "redirect")]
    [InlineData(304, "redirect")]
    [InlineData(400, "http-400")]
    [InlineData(401, "http-401")]
    [InlineData(404, "http-404")]
    [InlineData(410, "gone")]
    [InlineData(500, "http-500")]
    public void anything_but_success_is_tried_again(int status, string reason)
    {
        var again = Decide(Idle, Entry(11).Ended(status)).Failed.Single();
        Assert.Equal((Entry(11), 1, Now, reason), (again.Sent, again.Attempts, again.FirstFailedAt, again.Reason));
        Assert.InRange(again.NextAt, Now + Backoff.Shortest, Now + Backoff.Ceiling(1));
    }

    [Fact]
    public void a_wait_grows_with_the_attempts_and_the_first_failure_is_remembered()
    {
        var since = Now.AddHours(-1);
        var again = Decide(Idle, Entry(5, attempt: 9, since).Ended(500)).Failed.Single();
        Assert.Equal((9, since, Now + Backoff.Ceiling(9) / 2), (again.Attempts, again.FirstFailedAt, again.NextAt));
    }

    [Fact]
    public void the_circuit_opens_when_enough_different_entries_failed_without_a_success()
    {
        Assert.False(Decide(Idle with { Failing = [1, 2, 3] }, Entry(3).Ended(500), Entry(4).Ended(500)).CircuitOpen);
        var changes = Decide(Idle with { Failing = [1, 2, 3] }, Entry(4).Ended(500), Entry(5).Ended(500));
        Assert.Equal((true, 1, Now + Backoff.Ceiling(1) / 2), (changes.CircuitOpen, changes.Probes, changes.QuietUntil));
        Assert.False(Decide(Idle with { Failing = [1, 2, 3] }, Entry(4).Ended(500), Entry(5).Ended(500), Entry(6).Ended(200)).CircuitOpen);
    }

    [Fact]
    public void a_probe_that_fails_waits_longer_each_time()
    {
        var changes = Decide(Idle with { CircuitOpen = true, Probes = 6 }, Entry(5).Ended(500));
        Assert.Equal((true, 7, Now + Backoff.Ceiling(7) / 2), (changes.CircuitOpen, changes.Probes, changes.QuietUntil));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void a_receiver_that_asks_for_quiet_has_it(int status)
    {
        Assert.Equal(Now.AddMinutes(10), Decide(Idle, Entry(11).Ended(status, TimeSpan.FromMinutes(10))).QuietUntil);
        Assert.Equal(Now + Backoff.Longest, Decide(Idle, Entry(11).Ended(status, TimeSpan.FromDays(30))).QuietUntil);
        Assert.Null(Decide(Idle, Entry(11).Ended(status)).QuietUntil);
        Assert.Null(Decide(Idle, Entry(11).Ended(500, TimeSpan.FromMinutes(10))).QuietUntil);
    }

    [Fact]
    public void what_it_asked_for_is_not_forgotten_when_others_that_were_on_their_way_end()
    {
        var quiet = Idle with { QuietUntil = Now.AddMinutes(10) };
        Assert.Equal(Now.AddMinutes(10), Decide(quiet, Entry(11).Ended(500)).QuietUntil);
        Assert.Equal(Now.AddMinutes(10), Decide(quiet, Entry(11).Ended(200)).QuietUntil);
        Assert.Null(Decide(quiet with { CircuitOpen = true }, Entry(11).Ended(200)).QuietUntil);
        Assert.Null(Decide(Idle with { QuietUntil = Now.AddMinutes(-1) }, Entry(11).Ended(500)).QuietUntil);
    }

    [Fact]
    public void after_three_days_it_stops()
    {
        Assert.Null(Decide(Idle, Entry(5, 40, Now.AddHours(-72).AddSeconds(1)).Ended(500)).Stop);
        var stop = Decide(Idle, Entry(5, 40, Now.AddHours(-72)).Ended(500)).Stop!;
        Assert.Equal((false, 5, 40, "http-500"), (stop.Gone, stop.Entry.Sent.Position, stop.Entry.Attempts, stop.Entry.Reason));
    }

    [Fact]
    public void a_receiver_that_is_gone_stops_it_at_once() =>
        Assert.True(Decide(Idle, Entry(4, 40, Now.AddHours(-80)).Ended(500), Entry(5).Ended(410)).Stop!.Gone);

    [Fact]
    public void where_nothing_has_ended_nothing_changes_but_that_it_is_on_its_way()
    {
        var changes = Changes.Decide(Idle with { Failing = [1, 2, 3, 4, 5, 6] }, [Entry(11)], [], Settings, Now, () => 0.5);
        Assert.Equal((false, false, 0, null, null), (changes.Succeeded, changes.CircuitOpen, changes.Probes, changes.QuietUntil, changes.Stop));
        Assert.Equal([Entry(11)], changes.Begun);
        Assert.Equal([Entry(12)], Changes.Decide(Idle, [Entry(11), Entry(12)], [Entry(11).Ended(200)], Settings, Now, () => 0.5).Begun);
    }

    private static Changes Decide(Standing standing, params Outcome[] outcomes) =>
        Changes.Decide(standing, [.. outcomes.Select(o => o.Sent)], outcomes, Settings, Now, () => 0.5);
}
