using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cultivation.Hosting;

/// <summary>Puts the service's own token on its calls: <c>services.AddHttpClient("gateway").AddHttpMessageHandler&lt;ServiceToken&gt;()</c>.</summary>
public sealed class ServiceToken(ServiceTokens tokens) : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.Get(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized) tokens.Forget();
        return response;
    }
}

/// <summary>The token of <c>Identity:ClientId</c> and <c>Identity:ClientSecret</c>, by client_credentials (RFC 6749, section 4.4) from the issuer's token
/// endpoint; kept until half a minute before it expires.</summary>
public sealed class ServiceTokens(
    IHttpClientFactory clients, IConfiguration configuration, IOptionsMonitor<JwtBearerOptions> bearer, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private volatile Token? kept;

    /// <summary>A token that is valid now.</summary>
    public async ValueTask<string> Get(CancellationToken cancellation)
    {
        if (kept is { } fresh && fresh.Until > time.GetUtcNow()) return fresh.Text;
        await one.WaitAsync(cancellation);
        try
        {
            if (kept is not { } still || still.Until <= time.GetUtcNow()) kept = still = await Fetch(cancellation);
            return still.Text;
        }
        finally { one.Release(); }
    }

    /// <summary>After a refusal: the issuer's key may have changed.</summary>
    public void Forget() => kept = null;

    /// <inheritdoc />
    public void Dispose() => one.Dispose();

    private async Task<Token> Fetch(CancellationToken cancellation)
    {
        var issuer = await bearer.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager!.GetConfigurationAsync(cancellation);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string?>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = configuration["Identity:ClientId"],
            ["client_secret"] = configuration["Identity:ClientSecret"],
        });
        using var client = clients.CreateClient(nameof(ServiceTokens));
        using var response = await client.PostAsync(issuer.TokenEndpoint, form, cancellation);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellation);
        return new(answer!.AccessToken, time.GetUtcNow().AddSeconds(answer.ExpiresIn - 30));
    }

    private sealed record Token(string Text, DateTimeOffset Until);

    private sealed record Answer([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
