using System.Text.Json;
using Cultivation.Kit;
using Cultivation.Servers;
using Cultivation.Verifier;

namespace Cultivation.Faults.Tests;

/// <summary>kill -9 of real processes in the middle of work: nothing is lost, nothing takes effect twice.</summary>
public sealed class KillTests : JiadingTest
{
    private const int Firms = 40;

    [Fact]
    public async Task a_list_and_forty_revocations_survive_kills_of_ladder_and_finance()
    {
        await using var queue = await BankQueue.OpenAsync(Jiading.Bank, Jiading.BankId);
        await using var receiver = await Receiver.OpenAsync(Jiading.Bank, Jiading.BankId);
        var firms = await Told.FirmsAsync(Firms);
        var list = await Jiading.ImportAsync(firms.Select((f, i) => (f.Code, f.Name, i)));
        await Again(House.House.Finance);
        await Again(House.House.Ladder);
        await Eventually.True(async () => await State(list) == "applied", TimeSpan.FromSeconds(60));

        // Each revocation is asked until it is answered, always under the same key, while both services are killed time and again.
        using var over = new CancellationTokenSource();
        var kills = KillInTurn(over.Token);
        await Task.WhenAll(firms.Chunk(Firms / 4).Select(async some =>
        {
            foreach (var firm in some)
                await RevokeUntilAnswered(firm.Id);
        }));
        await over.CancelAsync();
        var killed = await kills;
        TestContext.Current.TestOutputHelper!.WriteLine($"{killed} kills");
        Assert.True(killed >= 2);

        // Where the ladder starts it closes yesterday, and the checkpoint of that is in the feed, too.
        await Eventually.True(async () => (await Jiading.FeedAsync()).Count(e => !IsCheckpoint(e)) >= 2 * Firms, TimeSpan.FromSeconds(60));
        await Eventually.True(async () => (await Jiading.FeedAsync()).Any(IsCheckpoint), TimeSpan.FromSeconds(60));
        var feed = await Jiading.FeedAsync();
        Assert.Equal(Enumerable.Range(1, 2 * Firms + 1), feed.Select(e => e.GetProperty("position").GetInt32()));
        Assert.Single(feed, IsCheckpoint);
        foreach (var firm in firms)
        {
            var told = feed.Where(e => e.Text("subject") == firm.Code).ToArray();
            Assert.Equal(["cn.cultivation.eligibility.granted.v1", "cn.cultivation.eligibility.corrected.v1"], told.Select(e => e.Text("type")));
            Assert.Equal(told[0].GetProperty("position").GetInt32(), told[1].GetProperty("data").GetProperty("supersedes").GetInt32());
            Assert.Equal(1, (await Jiading.FirmAsync(firm.Id)).Page.GetProperty("recognitions").GetArrayLength());
        }

        // The queue is at least once: repeats carry the same id, and the first arrivals are the feed in its order.
        await Eventually.True(() => Arrived(queue).Length >= feed.Count, TimeSpan.FromSeconds(60));
        Assert.Equal(feed.Select(e => e.Text("id")), Arrived(queue));

        // So is the webhook, each firm for itself.
        await Eventually.True(() => receiver.Arrivals.Select(a => a.Id).Distinct().Count() >= feed.Count, TimeSpan.FromSeconds(60));
        foreach (var firm in firms)
            Assert.Equal(feed.Where(e => e.Text("subject") == firm.Code).Select(e => e.Text("id")), receiver.Arrivals.Where(a => a.Subject == firm.Code).Select(a => a.Id).Distinct());
        await TheLedgerIsWhole(feed);
    }

    private static bool IsCheckpoint(JsonElement entry) => entry.Text("type") == "cn.cultivation.ledger.checkpoint.v1";

    // Each event has its leaf, once, and the bank keeps the root that was signed.
    private async Task TheLedgerIsWhole(IReadOnlyList<JsonElement> feed)
    {
        await Jiading.Operator.Command("api/ladder/v1/ledger/checkpoints", new { }).Good();
        var (export, roots, said) = (Path.GetTempFileName(), Path.GetTempFileName(), new StringWriter());
        await File.WriteAllTextAsync(export, await Jiading.Operator.GetStringAsync("api/ladder/v1/ledger/export"));
        await File.WriteAllTextAsync(roots, JsonSerializer.Serialize(feed.Where(IsCheckpoint)));
        var code = VerifyFile.Run([export, "--witness", roots], said, said);
        File.Delete(export);
        File.Delete(roots);
        Assert.True(code == 0, $"{said}");
        Assert.Contains("that agree: of ", $"{said}", StringComparison.Ordinal);
    }

    private static string[] Arrived(BankQueue queue) => [.. queue.Deliveries.Select(d => d.Text("id")).Distinct()];

    private async Task<string> State(string list)
    {
        try
        {
            return (await Jiading.CaseWorker.Read($"api/ladder/v1/imports/{list}")).Text("state");
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }

    private async Task RevokeUntilAnswered(string firmId)
    {
        var key = $"revoke-{firmId}";
        (JsonElement Page, long Version)? read = null;
        await Eventually.True(async () =>
        {
            try
            {
                read ??= await Jiading.FirmAsync(firmId);
                await Jiading.RevokeAsync(firmId, read.Value.Page, read.Value.Version, key).Good();
                return true;
            }
            catch (Exception unanswered) when (unanswered is HttpRequestException { StatusCode: null or >= System.Net.HttpStatusCode.InternalServerError } or NullReferenceException or TaskCanceledException)
            {
                return false;
            }
        }, TimeSpan.FromSeconds(90));
    }

    private async Task<int> KillInTurn(CancellationToken over)
    {
        for (var kills = 0; ; kills++)
        {
            if (over.IsCancellationRequested)
                return kills;
            await Again(kills % 2 == 0 ? House.House.Ladder : House.House.Finance);
        }
    }

    private static async Task Again(ServiceProcess service)
    {
        await service.KillAsync();
        await service.StartAsync();
        await service.ReadyAsync(TimeSpan.FromSeconds(60));
    }
}
