using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Cultivation.Gateway.Tests;

/// <summary>What a browser and the client that it works for do to sign somebody in; each test spoils one part of it.</summary>
internal sealed class SignIn(Uri gateway) : IDisposable
{
    public const string RedirectUri = "http://127.0.0.1:4999/signed-in?from=gateway";

    private readonly HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = gateway };

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public Dictionary<string, string?> Request() => new()
    {
        ["client_id"] = "console",
        ["redirect_uri"] = RedirectUri,
        ["response_type"] = "code",
        ["scope"] = "openid profile",
        ["state"] = "a&b=<c>",
        ["nonce"] = "n-1",
        ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
        ["code_challenge_method"] = "S256",
    };

    public Dictionary<string, string?> Taking(string code) => new()
    {
        ["grant_type"] = "authorization_code",
        ["client_id"] = "console",
        ["redirect_uri"] = RedirectUri,
        ["code"] = code,
        ["code_verifier"] = Verifier,
    };

    public Task<HttpResponseMessage> Ask(string path, Dictionary<string, string?> query) => browser.GetAsync(QueryHelpers.AddQueryString(path, query));

    public async Task<HttpResponseMessage> Send(string path, Dictionary<string, string?> form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await browser.PostAsync(path, content);
    }

    /// <summary>A person is chosen: the parameters with which the browser comes back to the client.</summary>
    public async Task<Dictionary<string, string>> Choose(string person, Dictionary<string, string?>? request = null)
    {
        using var answer = await Send("identity/authorize", new(request ?? Request()) { ["person"] = person });
        return Back(answer);
    }

    public async Task<(int Status, JsonElement Body)> Take(Dictionary<string, string?> taking)
    {
        using var answer = await Send("identity/token", taking);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public static Dictionary<string, string> Back(HttpResponseMessage answer)
    {
        Assert.Equal(303, (int)answer.StatusCode);
        var address = answer.Headers.Location!.ToString();
        Assert.StartsWith(RedirectUri, address, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query).ToDictionary(field => field.Key, field => field.Value.ToString());
    }

    public void Dispose() => browser.Dispose();
}
