using Cultivation.Finance.Feeds.Webhooks;
using static Cultivation.Finance.Tests.Feeds.Webhooks.Standings;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

public sealed class PlanSpecs
{
    [Fact]
    public void new_entries_of_different_firms_go_together() => Is(Idle.Coming("abc"), [11, 12, 13], 13);

    [Fact]
    public void no_more_than_agreed_at_once() => Is(Idle.Coming("abcdef"), [11, 12, 13, 14], 14);

    [Fact]
    public void of_one_firm_one_entry_at_a_time() => Is(Idle.Coming("abac"), [11, 12], 12);

    [Fact]
    public void a_firm_that_is_behind_holds_nobody_else_back() => Is(Idle.Coming("aBBc").Behind(Waits("b", 5, inSeconds: 60)), [11, 14], 14);

    [Fact]
    public void what_waits_is_sent_when_its_time_has_come() =>
        Is(Idle.Behind(Waits("a", 5), Waits("b", 6, inSeconds: 1)).Coming("c"), [5, 11], 11);

    [Fact]
    public void however_many_wait_half_of_the_ways_are_for_new_entries() =>
        Is(Idle.Behind(Waits("a", 5), Waits("b", 6), Waits("c", 7)).Coming("def"), [5, 6, 11, 12], 12);

    [Fact]
    public void entries_that_only_wait_their_turn_are_passed_over_without_a_request() => Is(Idle.Coming("AA").Behind(Waits("a", 5, inSeconds: 60)), [], 12);

    [Fact]
    public void the_attempt_counts_on()
    {
        var since = Now.AddHours(-3);
        var sent = Plan.Next(Idle.Behind(Waits("a", 5, attempts: 7, since: since)), Now, 4, []).Sends.Single();
        Assert.Equal(new Sending(5, "a", 8, since), sent);
    }

    [Fact]
    public void with_nothing_to_send_it_looks_again_when_the_next_is_due()
    {
        Assert.Null(Plan.Next(Idle, Now, 4, []).Wait);
        Assert.Equal(TimeSpan.FromSeconds(30), Plan.Next(Idle.Behind(Waits("a", 5, inSeconds: 30), Waits("b", 4, inSeconds: 90)), Now, 4, []).Wait);
        Assert.Equal(TimeSpan.FromSeconds(20), Plan.Next(Idle with { QuietUntil = Now.AddSeconds(20) }, Now, 4, []).Wait);
    }

    [Fact]
    public void while_the_receiver_wants_quiet_nothing_goes() => Is(Idle.Coming("a").Behind(Waits("b", 5)) with { QuietUntil = Now.AddSeconds(20) }, [], 10);

    [Theory]
    [InlineData(WebhookState.Paused)]
    [InlineData(WebhookState.Disabled)]
    public void while_it_is_stopped_nothing_goes(WebhookState state) => Is(Idle.Coming("a").Behind(Waits("b", 5)) with { State = state }, [], 10);

    [Fact]
    public void an_open_circuit_tries_the_oldest_entry_alone() =>
        Is(Idle.Coming("cde").Behind(Waits("a", 6), Waits("b", 5, inSeconds: 3_600)) with { CircuitOpen = true, QuietUntil = Now }, [5], 10);

    [Fact]
    public void an_open_circuit_without_such_an_entry_tries_what_there_is()
    {
        Is(Idle.Coming("ab") with { CircuitOpen = true }, [11], 11);
        Is(Idle with { CircuitOpen = true, Replay = new("p", 3, 8, 2, Now, null) }, [4], 10);
        Is(Idle with { CircuitOpen = true }, [], 10);
    }

    [Fact]
    public void a_replay_goes_entry_by_entry_beside_what_is_new()
    {
        var plan = Is(Idle.Coming("ab") with { Replay = new("p", 3, 8, 0, Now, null) }, [4, 11, 12], 12);
        Assert.Equal(["p", null, null], plan.Sends.Select(s => s.Replay));
    }

    [Fact]
    public void what_is_on_its_way_takes_its_way_and_keeps_its_firm_waiting()
    {
        Is(Idle.Coming("Abcde").Behind(Waits("a", 5)), [12, 13, 14], 14, "a");
        Is(Idle.Coming("bac"), [11], 11, "a");
        Is(Idle.Coming("ef").Behind(Waits("a", 5), Waits("b", 6), Waits("c", 7)), [7], 10, "a", "b", "x");
        Is(Idle.Coming("ef"), [], 10, "a", "b", "c", "d");
        Is(Idle with { Replay = new("p", 3, 8, 0, Now, null) }, [], 10, "p");
    }

    [Fact]
    public void an_open_circuit_waits_for_what_is_on_its_way() => Is(Idle.Behind(Waits("a", 5)) with { CircuitOpen = true }, [], 10, "b");

    private static Plan Is(Standing standing, long[] sends, long position, params string[] busy)
    {
        var plan = Plan.Next(standing, Now, 4, busy);
        Assert.Equal(sends, plan.Sends.Select(s => s.Position));
        Assert.Equal(position, plan.Position);
        return plan;
    }
}
