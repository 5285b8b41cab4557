using System.Collections.Concurrent;
using Cultivation.Kit;
using Cultivation.Servers;

namespace Cultivation.Faults.Tests;

/// <summary>An older backup is restored under a bank that follows its feed: what came after is gone, and everybody sees so.</summary>
public sealed class RestoreTests : JiadingTest
{
    private readonly string backup = Directory.CreateTempSubdirectory("cultivation-backup-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(backup, recursive: true);
    }

    [Fact]
    public async Task an_older_backup_is_restored_and_the_banks_book_is_equal_again()
    {
        var said = new ConcurrentQueue<string>();
        await using var client = new SampleClient(
            "bank.py", new Uri(House.House.Gateway.Url, $"api/finance/v1/banks/{Jiading.BankId}"), Jiading.Bank.DefaultRequestHeaders.Authorization!.Parameter!);
        await client.FollowAsync(said.Enqueue);
        var (kept, lost) = (await EligibleAsync(3), 0);
        await Until(said, () => Last(said, " 3 rows, equal"));
        var manifest = await House.BackupAsync(backup);
        Assert.Equal(1, manifest.Epoch);

        // After the backup: one firm ends, two more come. All of that will be gone.
        var (page, version) = await Jiading.FirmAsync(kept[0].Id);
        await Jiading.RevokeAsync(kept[0].Id, page, version).Good();
        lost = (await EligibleAsync(2)).Length;
        await Until(said, () => Last(said, $" {kept.Length - 1 + lost} rows, equal"));

        Assert.Equal(2, await House.RestoreAsync(backup));
        await Until(said, () => said.Contains("restored from a backup: opening the book again") && Last(said, " 3 rows, equal"));
        Assert.Equal((409, "feed.epoch-changed"), await Jiading.Bank.GetAsync(new Uri($"api/finance/v1/banks/{Jiading.BankId}/feed?after=1-1", UriKind.Relative)).Problem());

        // Life goes on in the new epoch, for the services as for the bank; and the same backup, restored once more, takes a higher one.
        await EligibleAsync(2);
        await Until(said, () => Last(said, " 5 rows, equal") && said.Last(line => line.Length > 0).StartsWith("2-", StringComparison.Ordinal));
        Assert.Equal(3, await House.RestoreAsync(backup));
        await Until(said, () => Last(said, " 3 rows, equal") && said.Last(line => line.Length > 0).StartsWith("3-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_is_no_whole_backup_is_refused_and_changes_nothing()
    {
        await Assert.ThrowsAsync<ServerFailed>(() => House.RestoreAsync(backup));
        await House.House.StartAsync(TimeSpan.FromSeconds(90));
        await House.BackupAsync(backup);
        await Assert.ThrowsAsync<ServerFailed>(() => House.BackupAsync(backup));
        await File.WriteAllTextAsync(Path.Combine(backup, "ladder.dump"), "cut off");
        await Assert.ThrowsAsync<ServerFailed>(() => House.RestoreAsync(backup));
        await House.House.StartAsync(TimeSpan.FromSeconds(90));
        Assert.Equal("1-0", (await Jiading.Bank.Read($"api/finance/v1/banks/{Jiading.BankId}/feed")).Text("next")[..3]);
    }

    private static async Task Until(ConcurrentQueue<string> said, Func<bool> condition)
    {
        try
        {
            await Eventually.True(condition, TimeSpan.FromSeconds(90));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; the client said:\n{string.Join('\n', said)}", late);
        }
    }

    private static bool Last(ConcurrentQueue<string> said, string end) => said.LastOrDefault(line => line.Contains(" rows, ", StringComparison.Ordinal))?.Contains(end, StringComparison.Ordinal) == true;

    private async Task<(string Id, string Code, string Name)[]> EligibleAsync(int count)
    {
        var firms = await Told.FirmsAsync(count);
        var list = await Jiading.ImportAsync(firms.Select((f, i) => (f.Code, f.Name, i)));
        await Eventually.True(async () => (await Jiading.CaseWorker.Read($"api/ladder/v1/imports/{list}")).Text("state") == "applied", TimeSpan.FromSeconds(60));
        return firms;
    }
}
