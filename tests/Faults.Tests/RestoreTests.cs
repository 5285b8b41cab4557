using Cultivation.Kit;
using Cultivation.Servers;

namespace Cultivation.Faults.Tests;

/// <summary>What cannot be saved or restored whole is refused, and changes nothing. A whole one: <see cref="RestoreScriptTests"/>.</summary>
public sealed class RestoreTests : JiadingTest
{
    private readonly string backup = Directory.CreateTempSubdirectory("cultivation-backup-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(backup, recursive: true);
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
}
