using System.Collections.Concurrent;
using Cultivation.Kit;

namespace Cultivation.Faults.Tests;

/// <summary>
/// An older backup is restored by the product's own scripts, under a bank that listens by queue, webhook and pull: what came after the backup is gone, everybody sees
/// so, and after it nothing is missing by any channel.
/// </summary>
public sealed class RestoreScriptTests
{
    private const string Bank = $"api/finance/v1/banks/{Jiading.BankId}";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task an_older_backup_is_restored_by_the_scripts_and_the_bank_recovers_by_each_channel()
    {
        await using var product = await Scripts.OwnAsync();
        await product.UpAsync();
        var jiading = await Jiading.ReadyAsync(product.Gateway);
        var told = new Told(jiading);
        var said = new ConcurrentQueue<string>();
        await using var receiver = await Receiver.OpenAsync(jiading.Bank, Jiading.BankId);
        await using var queue = await BankQueue.OpenAsync(jiading.Bank, Jiading.BankId);
        await using var client = new SampleClient("bank.py", new Uri(product.Gateway, Bank), jiading.Bank.DefaultRequestHeaders.Authorization!.Parameter!);
        await client.FollowAsync(said.Enqueue);

        var kept = await told.FirmsAsync(3);
        await told.RecognisedAsync(kept);
        await Followed(1, 3);
        await HandedOver(1, told.Entries);
        Assert.Contains("Saved at epoch 1", await product.DoAsync("backup", product.Backup), StringComparison.Ordinal);

        // After the backup one firm ends and two more come: the bank hears of all that, and all of it will be gone.
        await told.RevokedAsync(kept[..1]);
        await told.RecognisedAsync(await told.FirmsAsync(2));
        await Followed(1, 4);
        await HandedOver(1, told.Entries);

        await product.DoAsync("down");
        Assert.Contains("its epoch is 2 now", await product.DoAsync("restore", product.Backup), StringComparison.Ordinal);
        // Whatever became of the first time: the same backup once more takes a higher one.
        Assert.Contains("its epoch is 3 now", await product.DoAsync("restore", product.Backup), StringComparison.Ordinal);
        await product.UpAsync();
        told.BackTo(3);
        await Followed(3, 3);
        Assert.Contains("restored from a backup: opening the book again", said);
        Assert.Equal((409, "feed.epoch-changed"), await jiading.Bank.GetAsync(new Uri($"{Bank}/feed?after=1-1", UriKind.Relative)).Problem());

        // By queue and webhook the bank has the entries of the new epoch sent again, for the book that it keeps from each.
        foreach (var channel in new[] { "queue", "webhook" })
            await jiading.Bank.Command($"{Bank}/{channel}/replays", new { after = "3-0", through = $"3-{told.Entries}" }).Good();
        await HandedOver(3, told.Entries);
        await told.RevokedAsync(kept[1..2]);
        await told.RecognisedAsync(await told.FirmsAsync(2));
        await Followed(3, 4);
        await told.ProvenAsync(Jiading.BankId, Since(3, Brought.By(queue)), Since(3, Brought.By(receiver)));

        // A channel has brought so many entries of an epoch, and the service knows.
        async Task HandedOver(int epoch, int entries)
        {
            foreach (var channel in new[] { Since(epoch, Brought.By(queue)), Since(epoch, Brought.By(receiver)) })
                await Eventually.True(() => channel.Now().Count >= entries, Bound, $"{entries} entries of epoch {epoch} by {channel.Channel}");
            await Eventually.True(async () => (await jiading.Bank.Read($"{Bank}/queue")) is var q && q.Int("lag") == 0 && q.Int("replays") == 0, Bound);
            await Eventually.True(async () => (await jiading.Bank.Read($"{Bank}/webhook")) is var w && w.Int("lag") == 0 && w.Int("replays") == 0, Bound);
        }

        // The bank that pulls has so many rows, equal to the service's. At which position depends on what is about no firm and comes by itself.
        async Task Followed(int epoch, int rows)
        {
            var (begin, end) = ($"{epoch}-", $": {rows} rows, equal");
            try
            {
                await Eventually.True(() => said.LastOrDefault(line => line.Contains(" rows, ", StringComparison.Ordinal)) is { } last
                    && last.StartsWith(begin, StringComparison.Ordinal) && last.Contains(end, StringComparison.Ordinal), Bound, $"epoch {epoch}{end}");
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException($"{late.Message}; the client said:\n{string.Join('\n', said)}", late);
            }
        }
    }

    /// <summary>
    /// What a channel brought of an epoch: what was told before a restore the bank throws away. What comes by itself may come before the range that is sent again, so that
    /// each firm's order is kept and not the feed's.
    /// </summary>
    private static Brought Since(int epoch, Brought channel) => channel with
    {
        InOrder = false, Now = () => [.. channel.Now().Where(entry => entry.Text("id").StartsWith($"{epoch}-", StringComparison.Ordinal))],
    };
}
