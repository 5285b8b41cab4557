namespace Cultivation.Gateway.Tests;

public sealed class SignOutTests(House house) : IDisposable
{
    private readonly SignIn signIn = new(house.Gateway.Url);

    [Fact]
    public async Task who_signs_out_is_sent_back_to_the_client_that_the_id_token_names()
    {
        var (_, tokens) = await signIn.Take(signIn.Taking((await signIn.Choose("policy"))["code"]));
        var leaving = new Dictionary<string, string?>
        {
            ["id_token_hint"] = tokens.Text("id_token"),
            ["post_logout_redirect_uri"] = "http://127.0.0.1:4999/goodbye",
            ["state"] = "s",
        };
        foreach (var answer in new[] { await signIn.Ask("identity/end-session", leaving), await signIn.Send("identity/end-session", leaving) })
            using (answer)
                Assert.Equal((303, "http://127.0.0.1:4999/goodbye?state=s"), ((int)answer.StatusCode, answer.Headers.Location?.ToString()));
        using var nowhere = await signIn.Ask("identity/end-session", []);
        Assert.Equal(200, (int)nowhere.StatusCode);
    }

    [Theory]
    [InlineData("post_logout_redirect_uri", "http://127.0.0.1:5000/goodbye")]
    [InlineData("post_logout_redirect_uri", "http://127.0.0.1:4999@elsewhere.example/goodbye")]
    [InlineData("post_logout_redirect_uri", "javascript:alert(1)")]
    [InlineData("id_token_hint", "nonsense")]
    [InlineData("client_id", "other")]
    public async Task signing_out_leads_nowhere_else(string parameter, string value)
    {
        var (_, tokens) = await signIn.Take(signIn.Taking((await signIn.Choose("policy"))["code"]));
        var leaving = new Dictionary<string, string?> { ["id_token_hint"] = tokens.Text("id_token"), ["post_logout_redirect_uri"] = "http://127.0.0.1:4999/goodbye" };
        leaving[parameter] = value;
        using var answer = await signIn.Ask("identity/end-session", leaving);
        Assert.Equal((400, null), ((int)answer.StatusCode, answer.Headers.Location));
    }

    public void Dispose() => signIn.Dispose();
}
