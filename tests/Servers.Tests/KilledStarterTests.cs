using System.Diagnostics;
using Cultivation.Kit;

namespace Cultivation.Servers.Tests;

public sealed class KilledStarterTests
{
    [Fact]
    public async Task servers_end_and_their_data_goes_when_their_starter_is_killed()
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.Dll("deploy/Launcher"), "servers"]) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var name in new[] { "POSTGRES", "RABBITMQ", "RABBITMQ_MANAGEMENT" })
            start.Environment.Remove($"CULTIVATION_TEST_{name}");
        // Every process that it starts inherits this; nothing else has it.
        var mark = $"killed-{Guid.NewGuid():n}";
        start.Environment["CULTIVATION_MARK"] = mark;
        var temporary = Directory.CreateTempSubdirectory("starter-").FullName;
        File.SetUnixFileMode(temporary, (UnixFileMode)0b111_101_101);
        start.Environment["TMPDIR"] = temporary;

        using var starter = Process.Start(start)!;
        for (var address = 0; address < 3; address++)
            Assert.StartsWith("export CULTIVATION_TEST_", await starter.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        Assert.True(Processes.Mentioning(mark).Length > 5);

        starter.Kill();
        await Eventually.True(() => Processes.Mentioning(mark).Length == 0, TimeSpan.FromSeconds(30));
        await Eventually.True(() => Directory.GetDirectories(temporary).Length == 0);
        Directory.Delete(temporary, recursive: true);
    }
}
