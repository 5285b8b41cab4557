using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Cultivation.Gateway.Issuer;
using Cultivation.Servers;

namespace Cultivation.Gateway.Tests;

/// <summary>What a client gets for the code of somebody who has signed in, and what it does not.</summary>
public sealed class CodeTests(House house) : IDisposable
{
    private readonly SignIn signIn = new(house.Gateway.Url);

    [Theory]
    [InlineData("code_verifier", "another-verifier-of-forty-three-characters-x", 400, "invalid_grant")]
    [InlineData("code_verifier", null, 400, "invalid_request")]
    [InlineData("code", "guessed", 400, "invalid_grant")]
    [InlineData("redirect_uri", "http://127.0.0.1:4998/other", 400, "invalid_grant")]
    [InlineData("client_id", "other", 400, "invalid_grant")]
    [InlineData("client_id", "payroll", 401, "invalid_client")]
    public async Task a_code_is_for_who_asked_for_it(string parameter, string? value, int status, string error)
    {
        var taking = signIn.Taking((await signIn.Choose("policy"))["code"]);
        taking[parameter] = value;
        Assert.Equal((status, error), await Refused(taking));
    }

    [Fact]
    public async Task a_code_is_taken_once_and_a_wrong_try_is_a_try()
    {
        var taking = signIn.Taking((await signIn.Choose("policy"))["code"]);
        Assert.Equal(200, (await signIn.Take(taking)).Status);
        Assert.Equal((400, "invalid_grant"), await Refused(taking));

        var other = signIn.Taking((await signIn.Choose("policy"))["code"]);
        Assert.Equal((400, "invalid_grant"), await Refused(new(other) { ["code_verifier"] = "guessed" }));
        Assert.Equal((400, "invalid_grant"), await Refused(other));
    }

    [Fact]
    public async Task a_code_lives_a_minute()
    {
        var time = new LeapingTime();
        var port = Ports.Free();
        var keys = ServerFolders.Temporary();
        await using var issuer = Issuer(time, port, keys);
        await issuer.StartAsync();
        using var browser = new SignIn(new($"http://127.0.0.1:{port}/"));
        var (early, late) = ((await browser.Choose("policy"))["code"], (await browser.Choose("policy"))["code"]);
        time.Leap(TimeSpan.FromSeconds(50));
        Assert.Equal(200, (await browser.Take(browser.Taking(early))).Status);
        time.Leap(TimeSpan.FromSeconds(10));
        var (status, refusal) = await browser.Take(browser.Taking(late));
        Assert.Equal((400, "invalid_grant"), (status, refusal.Text("error")));
        Directory.Delete(keys, recursive: true);
    }

    public void Dispose() => signIn.Dispose();

    private async Task<(int, string)> Refused(Dictionary<string, string?> taking)
    {
        var (status, refusal) = await signIn.Take(taking);
        return (status, refusal.Text("error"));
    }

    /// <summary>The issuer alone, with a clock that can be set.</summary>
    private static WebApplication Issuer(TimeProvider time, int port, string keys)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Identity:Authority"] = $"http://127.0.0.1:{port}/identity",
            ["Identity:Audience"] = "cultivation",
            ["Issuer:Enabled"] = "true",
            ["Issuer:KeyFile"] = Path.Combine(keys, "issuer.pem"),
            ["Issuer:RedirectUris:console"] = SignIn.RedirectUri,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton(time);
        builder.Services.AddAuthorization();
        builder.AddIssuer();
        var issuer = builder.Build();
        issuer.MapIssuer();
        return issuer;
    }
}
