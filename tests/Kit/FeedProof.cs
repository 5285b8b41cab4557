using System.Net.Http.Headers;
using System.Text.Json;

namespace Cultivation.Kit;

/// <summary>What one channel brought a bank, repeats included, in the order of arrival.</summary>
/// <param name="Now">What has arrived so far.</param>
/// <param name="InOrder">First arrivals have the order of the feed; else that of each firm only.</param>
public sealed record Brought(string Channel, Func<IReadOnlyList<JsonElement>> Now, bool InOrder)
{
    /// <summary>A queue keeps the feed's order.</summary>
    public static Brought By(BankQueue queue) => new("amqp", () => queue.Deliveries, InOrder: true);

    /// <summary>A webhook keeps each firm's. What the receiver did not take does not count.</summary>
    public static Brought By(Receiver receiver) => new("webhook", () => [.. receiver.Taken.Select(a => a.Json)], InOrder: false);
}

/// <summary>
/// What must hold for a bank after every fault: its feed has no gap and speaks of consenting firms alone; each channel brought every entry at least once, as the feed
/// has it or withheld, in order for each firm; and the client that partners are given, which applies each once, has the service's book, whichever way it was fed.
/// </summary>
/// <param name="bank">…/v1/banks/{id}</param>
/// <param name="token">The bank's.</param>
/// <param name="consenting">Credit codes of the firms that have let the bank be told, also of those that took it back.</param>
public sealed class FeedProof(Uri bank, string token, IReadOnlySet<string> consenting)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    /// <param name="entries">How many the feed has at the end, but for those about no firm, which come by themselves: the district's checkpoints, stops of a webhook.</param>
    /// <returns>Entries of the feed, and repeats of all channels.</returns>
    public async Task<(int Entries, int Repeats)> HoldsAsync(int entries, params Brought[] channels)
    {
        JsonElement[] feed = [];
        await Eventually.True(async () => (feed = await FeedAsync()).Count(e => !IsOfNoFirm(e)) >= entries, Bound, $"{entries} entries in the feed");
        foreach (var channel in channels)
            await Eventually.True(() => Positions(channel.Now()).Count >= feed.Length, Bound, $"all {feed.Length} entries by {channel.Channel}");
        Equal(entries, feed.Count(e => !IsOfNoFirm(e)), "entries in the feed");
        Equal(string.Join(',', Enumerable.Range(1, feed.Length)), string.Join(',', feed.Select(Position)), "positions of the feed");
        OfConsenting("feed", feed);
        await BookIsEqual("pull", feed.Length, 0, null);
        var repeats = 0;
        foreach (var channel in channels)
        {
            // Something may have come meanwhile; what is compared is one look.
            JsonElement[] arrived = [.. channel.Now().Where(e => Position(e) <= feed.Length)];
            Brings(channel, arrived, feed);
            repeats += arrived.Length - feed.Length;
            await BookIsEqual(channel.Channel, feed.Length, arrived.Length - feed.Length, arrived);
        }
        return (feed.Length, repeats);
    }

    private void Brings(Brought channel, JsonElement[] arrived, JsonElement[] feed)
    {
        OfConsenting(channel.Channel, arrived);
        foreach (var one in arrived.Where(e => !IsWithheld(e)))
        {
            var told = feed[Position(one) - 1];
            if (!IsWithheld(told) && (one.Text("id") != told.Text("id") || one.Text("type") != told.Text("type") || !JsonElement.DeepEquals(one.GetProperty("data"), told.GetProperty("data"))))
                throw new FeedBroken($"{channel.Channel} brought another entry than the feed has: {one} instead of {told}");
        }
        var first = arrived.DistinctBy(Position).ToList();
        foreach (var firm in first.GroupBy(e => channel.InOrder ? "all" : Subject(feed[Position(e) - 1])).Where(firm => firm.Key.Length > 0))
            Equal(string.Join(',', firm.Select(Position).Order()), string.Join(',', firm.Select(Position)), $"order by {channel.Channel} of {firm.Key}");
    }

    private void OfConsenting(string where, IEnumerable<JsonElement> entries)
    {
        if (entries.Where(e => !IsOfNoFirm(e)).Select(Subject).FirstOrDefault(s => s.Length > 0 && !consenting.Contains(s)) is { } foreign)
            throw new FeedBroken($"{where} speaks of {foreign}, which never consented");
    }

    private async Task BookIsEqual(string channel, int entries, int repeats, JsonElement[]? arrived)
    {
        await using var client = new SampleClient("bank.py", bank, token);
        var (code, said) = arrived is null ? await client.OnceAsync() : await client.DeliveredAsync(arrived.Select(e => e.GetRawText()));
        if (code != 0 || !said.Contains(", equal ", StringComparison.Ordinal))
            throw new FeedBroken($"The sample client's book by {channel} is not the service's: {said}");
        if (arrived is not null && !said.StartsWith(FormattableString.Invariant($"{entries} applied, {repeats} repeats dropped, 0 ahead"), StringComparison.Ordinal))
            throw new FeedBroken($"The sample client did not apply each of {entries} entries by {channel} once: {said}");
    }

    private async Task<JsonElement[]> FeedAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"{bank}/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return [.. await Feed.AllAsync(http, "feed")];
    }

    private static HashSet<int> Positions(IEnumerable<JsonElement> entries) => [.. entries.Select(Position)];

    private static int Position(JsonElement entry) => entry.Int("position");

    private static bool IsWithheld(JsonElement entry) => entry.TryGetProperty("withheld", out _);

    private static bool IsOfNoFirm(JsonElement entry) => !IsWithheld(entry) && entry.Text("type") is "cn.cultivation.ledger.checkpoint.v1" or "cn.cultivation.webhook.stopped.v1";

    private static string Subject(JsonElement entry) => IsWithheld(entry) ? "" : entry.Text("subject");

    private static void Equal(object expected, object found, string what)
    {
        if (!expected.Equals(found))
            throw new FeedBroken($"{what}: {found} instead of {expected}");
    }
}

/// <summary>A bank's feed is not what it must be.</summary>
public sealed class FeedBroken(string message) : Exception(message);
