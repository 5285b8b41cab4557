using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Servers;

namespace Cultivation.Gateway.Tests;

/// <summary>The real gateway as a process of its own, with the development issuer.</summary>
public sealed class RunningGateway : IAsyncDisposable
{
    private readonly ServiceProcess process;

    private RunningGateway(string folder, int port, IReadOnlyDictionary<string, string> settings)
    {
        KeyFile = Path.Combine(folder, "issuer.pem");
        var all = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Identity__Authority"] = $"http://127.0.0.1:{port}/identity",
            ["Issuer__Enabled"] = "true",
            ["Issuer__KeyFile"] = KeyFile,
            ["Issuer__Clients__ladder"] = "ladder's secret",
            // All tests ask from one address.
            ["Limits__Requests__anonymous__PerSecond"] = "5000",
            ["Limits__Requests__anonymous__Burst"] = "10000",
        };
        foreach (var (name, value) in settings) all[name] = value;
        process = new(new Service("gateway", Checkout.Dll("gateway"), port, all), folder);
    }

    public string KeyFile { get; }

    public Uri Url => process.Url;

    public string Authority => $"{Url}identity";

    public static async Task<RunningGateway> StartAsync(params (string Name, string Value)[] settings)
    {
        var gateway = new RunningGateway(ServerFolders.Temporary(), Ports.Free(), settings.ToDictionary(s => s.Name, s => s.Value));
        await gateway.process.StartAsync();
        try { await gateway.process.ReadyAsync(TimeSpan.FromSeconds(30)); }
        catch (ServerFailed)
        {
            var log = await File.ReadAllTextAsync(gateway.process.LogFile);
            await gateway.DisposeAsync();
            throw new ServerFailed(log);
        }

        return gateway;
    }

    public Task KillAsync() => process.KillAsync();

    /// <summary>Starts it again at the same address.</summary>
    public async Task ReturnAsync()
    {
        await process.StartAsync();
        await process.ReadyAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>A client without a token, or with one of a demo person.</summary>
    public async Task<HttpClient> Client(string? person = null) => With(person is null ? null : await Token(person));

    public HttpClient With(string? token)
    {
        var client = new HttpClient { BaseAddress = Url };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public Task<string> Token(string person) => Token(("grant_type", "urn:cultivation:demo-person"), ("person", person));

    public async Task<string> Token(params (string Name, string Value)[] form)
    {
        using var answer = await Ask(form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public async Task<HttpResponseMessage> Ask(params (string Name, string Value)[] form)
    {
        using var client = With(null);
        using var content = new FormUrlEncodedContent(form.ToDictionary(f => f.Name, f => f.Value));
        return await client.PostAsync("identity/token", content);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(KeyFile)!, recursive: true);
    }
}
