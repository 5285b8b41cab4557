using System.Text.Json;
using Cultivation.Contracts;

namespace Cultivation.Hosting.Tests;

/// <summary>What waits to be applied, in whatever order the broker handed it over.</summary>
public sealed class ArrivalsSpecs
{
    private readonly Arrivals arrivals = new();

    [Fact]
    public void a_run_begins_right_after_the_cursor_and_ends_before_a_hole()
    {
        Arrive((7, 5), (5, 3), (12, 9), (5, 3));
        Assert.Equal([5, 7], After(3));
        Assert.Null(arrivals.Hole(new Cursor(1, 3)));
        Assert.Equal([7], After(5));
    }

    [Fact]
    public void what_lies_behind_a_hole_is_not_ready()
    {
        Arrive((7, 5), (12, 9));
        Assert.Empty(After(3));
        Assert.Equal(5, arrivals.Hole(new Cursor(1, 3)));

        // The source was read up to 7, no further: 9 is still to come, and must not be passed over.
        Assert.Empty(After(7));
        Assert.Equal(9, arrivals.Hole(new Cursor(1, 7)));
        Assert.Equal([12], After(9));
    }

    [Fact]
    public void what_was_dealt_with_or_is_of_another_epoch_does_not_count()
    {
        Arrive((5, 3));
        Assert.Equal([], arrivals.After(new Cursor(2, 3)));
        Assert.Null(arrivals.Hole(new Cursor(2, 0)));
        arrivals.Remove([Change(5, 3)]);
        Assert.Empty(After(3));
        Assert.Null(arrivals.Hole(new Cursor(1, 0)));
    }

    private void Arrive(params (long Position, long Previous)[] changes)
    {
        foreach (var (position, previous) in changes)
            arrivals.Add([Change(position, previous)]);
    }

    private IEnumerable<long> After(long position) => arrivals.After(new Cursor(1, position)).Select(c => c.Position);

    private static Change Change(long position, long previous) =>
        new("ladder", 1, position, previous, "310114", "firm:f1", "cn.cultivation.firm.registered.v1", DateTimeOffset.UnixEpoch, null, JsonElement.Parse("{}"));
}
