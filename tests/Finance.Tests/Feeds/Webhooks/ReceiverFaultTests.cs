using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>
/// Receivers with a fault that lasts, each with the proof that nothing was lost by it: the sample client is fed what the receiver took. The clock is set forward; a district
/// of its own. Those that hang, close or are late are among the dead of the fault tests, beside real processes.
/// </summary>
public sealed class ReceiverFaultTests : OwnDistrict
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly List<Firm> firms = [];

    [Fact]
    public async Task a_receiver_that_answers_500_for_a_day_has_all_in_the_end()
    {
        await using var hooked = await Hooked.With(District);
        var down = District.Time.GetUtcNow();
        hooked.Receiver.Answer = (arrival, http) => Receiver.With(District.Time.GetUtcNow() < down + Day ? 500 : 204)(arrival, http);
        await Told(hooked, 7);
        await hooked.Is(w => w.GetProperty("circuitOpen").GetBoolean());
        var left = 0;
        while (District.Time.GetUtcNow() < down + Day)
        {
            // Firms go on meanwhile: the order of each must hold when the receiver is back.
            if (left < 3)
                await firms[left++].Left(new DateOnly(2026, 11, 1));
            District.Time.Leap(TimeSpan.FromHours(4));
        }
        await LeapUntil(hooked, TimeSpan.FromHours(4), w => w.Int("lag") == 0 && w.Text("head") == "1-10");
        Assert.Equal("active", (await hooked.Shown()).Text("state"));
        await Proven(hooked, 10);
    }

    [Fact]
    public async Task a_consent_that_is_withdrawn_while_retries_wait_lets_out_nothing_of_its_firm()
    {
        await using var hooked = await Hooked.With(District);
        hooked.Receiver.Answer = Receiver.With(503);
        await Told(hooked, 3);
        await hooked.Is(w => w.Int("behind") == 3);
        await hooked.Bank.Withdraw(firms[1]);
        await hooked.Bank.Pulled(4);
        hooked.Receiver.Answer = Receiver.With(204);
        await LeapUntil(hooked, TimeSpan.FromMinutes(5), w => w.Int("lag") == 0);
        // What came before it was withdrawn was not taken; what was taken says nothing but that the consent has ended.
        Assert.Equal(["cn.cultivation.consent.ended.v1"], hooked.Receiver.Taken.Where(a => a.Subject == firms[1].CreditCode).Select(a => a.Json.Text("type")));
        Assert.Contains(hooked.Receiver.Taken, a => a.Withheld);
        await Proven(hooked, 4);
    }

    private async Task Told(Hooked hooked, int count)
    {
        for (var i = 1; i <= count; i++)
            firms.Add(await hooked.ToldAt(i));
    }

    private async Task LeapUntil(Hooked hooked, TimeSpan step, Func<System.Text.Json.JsonElement, bool> wanted)
    {
        for (var leaps = 0; leaps < 12; leaps++)
        {
            District.Time.Leap(step);
            try
            {
                await Eventually.True(async () => wanted(await hooked.Shown()), TimeSpan.FromSeconds(4));
                return;
            }
            catch (TimeoutException)
            {
                // The wait was longer, by chance.
            }
        }
        Assert.Fail($"Not after 12 leaps: {await hooked.Shown()}");
    }

    private Task Proven(Hooked hooked, int entries) => District.Proof(hooked.Bank, firms).HoldsAsync(entries, Brought.By(hooked.Receiver));
}
