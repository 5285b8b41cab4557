using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Servers;

namespace Cultivation.Gateway.Tests;

public sealed class IssuerTests(House house)
{
    [Fact]
    public async Task it_is_discovered_as_any_OIDC_issuer_and_shows_no_private_key()
    {
        using var client = await house.Gateway.Client();
        var issuer = await client.GetFromJsonAsync<JsonElement>("identity/.well-known/openid-configuration");
        Assert.Equal(house.Gateway.Authority, issuer.GetProperty("issuer").GetString());
        var keys = await client.GetFromJsonAsync<JsonElement>(issuer.GetProperty("jwks_uri").GetString());
        var names = keys.GetProperty("keys")[0].EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], names);
    }

    [Theory]
    [InlineData("urn:cultivation:demo-person", "nobody", "", 400, "invalid_grant")]
    [InlineData("client_credentials", "ladder", "wrong", 401, "invalid_client")]
    [InlineData("client_credentials", "", "", 401, "invalid_client")]
    [InlineData("client_credentials", "unknown", "", 401, "invalid_client")]
    [InlineData("password", "caseworker", "", 400, "unsupported_grant_type")]
    public async Task it_refuses_whom_it_does_not_know(string grant, string who, string secret, int status, string error)
    {
        using var answer = await house.Gateway.Ask(("grant_type", grant), ("person", who), ("client_id", who), ("client_secret", secret));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(error, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task a_token_outlives_a_restart()
    {
        await using var upstream = await Upstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(("Gateway__Services__ladder", upstream.Url));
        using var client = await gateway.Client("caseworker");
        await gateway.KillAsync();
        await gateway.ReturnAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("api/ladder/v1/firms")).StatusCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(gateway.KeyFile));
    }

    [Fact]
    public async Task the_gateway_does_not_start_with_it_outside_development()
    {
        var failure = await Assert.ThrowsAsync<ServerFailed>(() => RunningGateway.StartAsync(("ASPNETCORE_ENVIRONMENT", "Production")));
        Assert.Contains("Issuer:Enabled is for development only", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_it_there_is_no_token_to_be_had()
    {
        await using var gateway = await RunningGateway.StartAsync(("Issuer__Enabled", "false"));
        using var answer = await gateway.Ask(("grant_type", "urn:cultivation:demo-person"), ("person", "operator"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
