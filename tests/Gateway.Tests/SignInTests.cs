using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Cultivation.Gateway.Tests;

public sealed class SignInTests(House house) : IDisposable
{
    private readonly SignIn signIn = new(house.Gateway.Url);

    [Fact]
    public async Task a_person_who_is_chosen_gets_a_token_for_the_services_and_the_client_an_id_token_of_its_own()
    {
        var back = await signIn.Choose("policy");
        Assert.Equal(("a&b=<c>", house.Gateway.Authority, "gateway"), (back["state"], back["iss"], back["from"]));
        var (status, tokens) = await signIn.Take(signIn.Taking(back["code"]));
        Assert.Equal((200, "Bearer", 43200), (status, tokens.Text("token_type"), tokens.Int("expires_in")));

        var discovered = await Discovered();
        var checks = new TokenValidationParameters { ValidIssuer = discovered.Issuer, ValidAudience = "console", IssuerSigningKeys = discovered.SigningKeys };
        var id = await new JsonWebTokenHandler().ValidateTokenAsync(tokens.Text("id_token"), checks);
        Assert.True(id.IsValid, id.Exception?.Message);
        Assert.Equal(("policy", "陈静", "n-1"), (id.Claims["sub"], id.Claims["name"], id.Claims["nonce"]));

        using var person = house.Gateway.With(tokens.Text("access_token"));
        Assert.Equal(200, (int)(await person.GetAsync("api/ladder/v1/signed-in")).StatusCode);
        using var client = house.Gateway.With(tokens.Text("id_token"));
        await (await client.GetAsync("api/ladder/v1/signed-in")).Is(401, "auth.token-invalid");
    }

    [Fact]
    public async Task discovery_says_all_that_a_client_needs()
    {
        var issuer = await Discovered();
        Assert.Equal(
            (house.Gateway.Authority, $"{house.Gateway.Authority}/authorize", $"{house.Gateway.Authority}/token", $"{house.Gateway.Authority}/end-session"),
            (issuer.Issuer, issuer.AuthorizationEndpoint, issuer.TokenEndpoint, issuer.EndSessionEndpoint));
        Assert.Equal(["code"], issuer.ResponseTypesSupported);
        Assert.Equal(["S256"], issuer.CodeChallengeMethodsSupported);
        Assert.Equal(["RS256"], issuer.IdTokenSigningAlgValuesSupported);
        Assert.Contains("authorization_code", issuer.GrantTypesSupported);
        Assert.NotEmpty(issuer.SigningKeys);
    }

    [Fact]
    public async Task the_page_shows_who_can_be_chosen_in_both_languages_and_runs_nothing()
    {
        using var answer = await signIn.Ask("identity/authorize", signIn.Request());
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal((200, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        foreach (var text in new[] { "lang=\"zh-CN\"", "<span lang=\"en\">Sign in</span>", "value=\"operator\"", "value=\"bank-a\"", "value=\"a&amp;b=&lt;c&gt;\"" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"loader\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("form-action 'self' http://127.0.0.1:4999;", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redirect_uri", "http://127.0.0.1:4999/signed-in")]
    [InlineData("redirect_uri", SignIn.RedirectUri + "&more")]
    [InlineData("redirect_uri", "https://elsewhere.example/signed-in?from=gateway")]
    [InlineData("redirect_uri", null)]
    [InlineData("client_id", "payroll")]
    [InlineData("client_id", null)]
    public async Task a_client_or_redirect_uri_that_is_not_known_leads_nowhere(string parameter, string? value)
    {
        var request = signIn.Request();
        request[parameter] = value;
        foreach (var answer in new[] { await signIn.Ask("identity/authorize", request), await signIn.Send("identity/authorize", new(request) { ["person"] = "policy" }) })
            using (answer)
            {
                Assert.Equal((400, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
                Assert.Null(answer.Headers.Location);
            }
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_mode", "form_post", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "too-short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("scope", "profile", "invalid_scope")]
    [InlineData("prompt", "none", "login_required")]
    public async Task every_other_fault_is_told_to_the_client(string parameter, string? value, string error)
    {
        var request = signIn.Request();
        request[parameter] = value;
        using var answer = await signIn.Ask("identity/authorize", request);
        var back = SignIn.Back(answer);
        Assert.Equal((error, "a&b=<c>", house.Gateway.Authority), (back["error"], back["state"], back["iss"]));
        Assert.Equal(error, (await signIn.Choose("policy", request))["error"]);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("loader")]
    [InlineData("")]
    public async Task who_is_not_shown_cannot_be_chosen(string person) => Assert.Equal("access_denied", (await signIn.Choose(person))["error"]);

    public void Dispose() => signIn.Dispose();

    private Task<OpenIdConnectConfiguration> Discovered() => OpenIdConnectConfigurationRetriever.GetAsync(
        $"{house.Gateway.Authority}/.well-known/openid-configuration", new HttpDocumentRetriever { RequireHttps = false }, default);
}
