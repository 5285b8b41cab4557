using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>How far others may run ahead of an entry that waits. A district of its own, with a small window.</summary>
public sealed class WindowTests() : OwnDistrict(new District { Settings = new() { ["Webhooks:Window"] = "3" } })
{
    [Fact]
    public async Task no_more_than_a_window_runs_ahead_of_the_first_entry_that_waits()
    {
        await using var hooked = await Hooked.With(District);
        hooked.Receiver.Answer = (arrival, http) => Receiver.With(arrival.Id == "1-1" ? 500 : 204)(arrival, http);
        await hooked.ToldAt(1);
        await hooked.Is(w => w.Int("behind") == 1);
        for (var i = 2; i <= 7; i++)
            await hooked.ToldAt(i);
        await hooked.Is(w => w.Int("lag") == 4 && w.Text("head") == "1-7");
        District.Time.Leap(TimeSpan.FromHours(4));
        await Eventually.True(async () => (await hooked.Log("&position=1")).Length >= 2);
        await hooked.Is(w => w.Int("lag") == 4 && w.Text("position") == "1-0");
        Assert.Equal(["1-1", "1-2", "1-3", "1-4"], hooked.Receiver.Arrivals.Select(a => a.Id).Distinct().Order());
        hooked.Receiver.Answer = Receiver.With(204);
        District.Time.Leap(TimeSpan.FromHours(4));
        await hooked.Is(w => w.Int("lag") == 0 && w.Text("position") == "1-7");
    }
}
