using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>What a firm can read of how often each bank was told, by which channel.</summary>
[Collection<OverWebhooks>]
public sealed class ToldTests(District district)
{
    [Fact]
    public async Task a_firm_sees_each_way_in_which_an_entry_was_handed_over_and_how_often_for_as_long_as_it_likes()
    {
        await using var hooked = await Hooked.With(district);
        var (bank, firm) = (hooked.Bank, await hooked.Told());
        await Told(firm, "amqp entry 1", "webhook entry 1");
        await hooked.Asks("tests", "").Good();
        await bank.Pull();
        await bank.Pull();
        await bank.Pull("?after=1-0&through=1-1");
        await bank.Http.Read($"banks/{bank.Id}/snapshot");
        await bank.AsksAgain("1-0", "1-1").Good();
        await hooked.Asks("replays", new { after = "1-0", through = "1-1" }).Good();
        string[] all = ["amqp entry 1", "amqp replay 1", "pull entry 2", "pull replay 1", "pull snapshot 1", "webhook entry 1", "webhook replay 1"];
        await Told(firm, all);

        // The log forgets; the count stays, and goes on.
        district.Time.Leap(TimeSpan.FromDays(31));
        await Eventually.True(async () => (await hooked.Log()).Length == 0);
        await Told(firm, all);
        await bank.Pull();
        await Told(firm, [.. all[..2], "pull entry 3", .. all[3..]]);

        // From now on the position is all that the bank is given, which does not count.
        await bank.Withdraw(firm);
        await hooked.Receiver.Came(4);
        await hooked.Asks("replays", new { after = "1-0", through = "1-1" }).Good();
        Assert.True((await hooked.Receiver.Came(5))[^1].Withheld);
        await Eventually.True(async () => (await hooked.Log("&outcome=withheld")).Length == 1);
        var told = await Told(firm, [.. all[..2], "pull entry 3", .. all[3..]]);
        Assert.Equal([true, false], told.Select(entry => entry.GetProperty("withheld").GetBoolean()));
    }

    /// <summary>Waits until the firm's first entry was handed over so, each as channel, kind and number.</summary>
    private async Task<JsonElement[]> Told(Firm firm, params string[] ways)
    {
        JsonElement[] told = [];
        await Eventually.True(
            async () =>
            {
                told = [.. (await district.Client().Read($"firms/{firm.Id}")).GetProperty("told").EnumerateArray()];
                return told.Length > 0 && Ways(told[0]).SequenceEqual(ways);
            }, what: string.Join(", ", ways));
        return told;
    }

    private static IEnumerable<string> Ways(JsonElement told) => told.GetProperty("handedOver").EnumerateArray()
        .Select(one => $"{one.Text("channel")} {one.Text("kind")} {one.Int("times")}").Order(StringComparer.Ordinal);
}
