namespace Cultivation.Servers.Tests;

public sealed class ServerFoldersTests
{
    [Fact]
    public async Task a_checkout_that_others_can_reach_keeps_its_data_inside()
    {
        var state = ServerFolders.Temporary();
        try
        {
            Assert.Equal(Path.Combine(state, "servers"), await ServerFolders.OfCheckoutAsync(state));
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Fact]
    public async Task roots_own_checkout_keeps_its_data_where_the_servers_reach_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root runs servers as other users");
        var hidden = Directory.CreateTempSubdirectory("hidden-").FullName;
        var data = await ServerFolders.OfCheckoutAsync(Path.Combine(hidden, "state"));
        try
        {
            Assert.StartsWith("/var/tmp/cultivation-", data, StringComparison.Ordinal);
            Assert.Equal(data, await ServerFolders.OfCheckoutAsync(Path.Combine(hidden, "state")));
        }
        finally
        {
            Directory.Delete(data);
            Directory.Delete(hidden, recursive: true);
        }
    }
}
