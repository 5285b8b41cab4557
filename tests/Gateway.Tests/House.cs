using System.Text.Json;
using Cultivation.Servers;

[assembly: AssemblyFixture(typeof(Cultivation.Gateway.Tests.House))]

namespace Cultivation.Gateway.Tests;

/// <summary>One gateway with a living ladder and a dead finance, for the tests that need nothing special.</summary>
public sealed class House : IAsyncLifetime
{
    public RunningGateway Gateway { get; private set; } = null!;

    public Upstream Ladder { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ladder = await Upstream.StartAsync();
        Gateway = await RunningGateway.StartAsync(
            ("Gateway__Services__ladder", Ladder.Url),
            ("Gateway__Services__finance", $"http://127.0.0.1:{Ports.Free()}"),
            ("Issuer__RedirectUris__console__0", SignIn.RedirectUri),
            ("Issuer__RedirectUris__other", "http://127.0.0.1:4998/other"),
            ("Cluster__HttpRequest__ActivityTimeout", "00:00:05"));
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Ladder.DisposeAsync();
    }
}

public static class Answer
{
    /// <summary>The problem of this status and code, as RFC 9457 has it.</summary>
    public static async Task<JsonElement> Is(this HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((code, status), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
        return problem;
    }

    public static string Header(this HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
