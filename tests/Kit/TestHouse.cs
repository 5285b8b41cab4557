using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Servers;

namespace Cultivation.Kit;

/// <summary>
/// All services as real processes behind the gateway, on new databases and a new virtual host. A test project that uses it builds the services through
/// project references with <c>ReferenceOutputAssembly="false"</c>. Banks' virtual hosts belong to the broker, so one house at a time: they are deleted before and after.
/// </summary>
public sealed class TestHouse : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(90);
    private readonly ServerSet servers;
    private readonly TestVirtualHost virtualHost;
    private readonly string folder;
    private readonly string prefix;

    private TestHouse(ServerSet servers, TestVirtualHost virtualHost, string folder, string prefix, House house) =>
        (this.servers, this.virtualHost, this.folder, this.prefix, House) = (servers, virtualHost, folder, prefix, house);

    /// <summary>The processes: <c>House.Ladder.KillAsync()</c> is kill -9, <c>StartAsync()</c> starts it again.</summary>
    public House House { get; }

    public Uri RabbitMqManagement => servers.RabbitMqManagement;

    /// <summary>The virtual host in which the services talk to each other.</summary>
    public Uri RabbitMq => virtualHost.Address;

    /// <summary>Connection string of <c>ladder</c>, <c>finance</c> or <c>traces</c>.</summary>
    public Task<string> DatabaseAsync(string name) => Databases.EnsureAsync(servers.Postgres, prefix + name);

    /// <param name="settings">More environment variables for every service.</param>
    /// <param name="own">Servers of a test's own; else those of all tests.</param>
    /// <param name="by">The way to the broker, where it is not the straight one.</param>
    /// <param name="console">With the web pages.</param>
    public static async Task<TestHouse> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null, ServerSet? own = null, Func<Uri, Uri>? by = null, bool console = false)
    {
        var shared = own ?? await TestServers.SharedAsync();
        await BankHosts.DeleteAsync(shared.RabbitMqManagement);
        var messages = await TestVirtualHost.CreateAsync(shared);
        var files = Directory.CreateTempSubdirectory("cultivation-house-").FullName;
        var mark = $"house_{Guid.NewGuid():n}"[..12] + "_";
        var plan = new HousePlan(shared, files)
        {
            DatabasePrefix = mark, RabbitMq = by is null ? messages.Address : by(messages.Address), Settings = settings ?? new Dictionary<string, string>(),
            Console = console,
        };
        var house = new TestHouse(shared, messages, files, mark, await House.PrepareAsync(plan));
        try
        {
            await house.House.StartAsync(StartBound);
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>Saves all into a new folder while it runs.</summary>
    public Task<BackupManifest> BackupAsync(string into) => Backup.TakeAsync(servers.Postgres, prefix, folder, into, _ => { });

    /// <summary>Stops all, puts a backup in the place of the databases, and starts all again.</summary>
    /// <returns>The new epoch.</returns>
    public async Task<int> RestoreAsync(string from)
    {
        await House.DisposeAsync();
        var epoch = await Restore.RunAsync(servers.Postgres, prefix, folder, from, _ => { });
        await House.StartAsync(StartBound);
        return epoch;
    }

    /// <summary>A client of the gateway for one of the demo people: its base address is the gateway's.</summary>
    /// <param name="firm">For whom somebody of a firm acts.</param>
    public Task<HttpClient> ClientAsync(string person, string firm = "") => ClientAsync(House.Gateway.Url, person, firm);

    /// <inheritdoc cref="ClientAsync(string, string)"/>
    public static async Task<HttpClient> ClientAsync(Uri gateway, string person, string firm = "")
    {
        var client = new HttpClient { BaseAddress = gateway };
        using var form = new FormUrlEncodedContent([new("grant_type", "urn:cultivation:demo-person"), new("person", person), new("firm", firm)]);
        using var answer = await client.PostAsync("identity/token", form);
        var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        foreach (var name in new[] { "ladder", "finance", "traces" })
            await Databases.DropAsync(servers.Postgres, prefix + name);
        await virtualHost.DisposeAsync();
        await BankHosts.DeleteAsync(servers.RabbitMqManagement);
        Directory.Delete(folder, recursive: true);
    }
}
