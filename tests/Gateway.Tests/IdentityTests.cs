using System.Net;
using System.Net.Http.Json;
using Cultivation.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Gateway.Tests;

/// <summary>Gateway and services judge a token alike, each for itself.</summary>
public sealed class IdentityTests(House house) : IAsyncLifetime
{
    private ServiceApp service = null!;

    public static TheoryData<string> Forgeries => [.. Forged.Kinds];

    public async ValueTask InitializeAsync() => service = await ServiceApp.StartAsync(house.Gateway.Authority);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task a_call_without_a_token_is_refused_in_the_callers_language()
    {
        foreach (var client in new[] { house.Gateway.With(null), service.With(null) })
        {
            using var chinese = await client.GetAsync("api/ladder/v1/firms");
            Assert.Equal("需要登录凭证。", (await chinese.Is(401, "auth.token-missing")).GetProperty("title").GetString());
            Assert.Equal("Bearer", chinese.Header("WWW-Authenticate"));
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
            using var english = await client.GetAsync("me");
            Assert.Equal("A bearer token is needed.", (await english.Is(401, "auth.token-missing")).GetProperty("title").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task a_token_that_is_wrong_in_one_point_is_refused(string kind)
    {
        var token = Forged.Token(kind, house.Gateway);
        foreach (var client in new[] { house.Gateway.With(token), service.With(token) })
        {
            using var answer = await client.GetAsync("api/ladder/v1/operations/lag");
            await answer.Is(401, "auth.token-invalid");
            Assert.Equal("Bearer error=\"invalid_token\"", answer.Header("WWW-Authenticate"));
        }
    }

    [Fact]
    public async Task the_same_token_without_the_fault_is_taken()
    {
        var token = Forged.Token("none", house.Gateway);
        Assert.Equal("served", await house.Gateway.With(token).GetStringAsync("api/ladder/v1/operations/lag"));
        Assert.Equal("decided", await service.With(token).GetStringAsync("decide"));
    }

    [Fact]
    public async Task routes_for_certain_roles_are_refused_to_others_at_the_gateway()
    {
        using var caseWorker = await house.Gateway.Client("caseworker");
        await (await caseWorker.GetAsync("api/ladder/v1/operations/parked")).Is(403, "auth.role-missing");
        await (await caseWorker.GetAsync("api/ladder/V1/Operations/parked")).Is(403, "auth.role-missing");
        await (await caseWorker.GetAsync("api/ladder/changes?after=0")).Is(403, "auth.role-missing");
        Assert.DoesNotContain(house.Ladder.Begun, target => target.Contains("parked", StringComparison.Ordinal));

        using var @operator = await house.Gateway.Client("operator");
        Assert.Equal("served", await @operator.GetStringAsync("api/ladder/v1/operations/lag"));
        using var ladder = house.Gateway.With(await LadderToken());
        Assert.Equal("served", await ladder.GetStringAsync("api/ladder/changes?after=1"));
    }

    [Fact]
    public async Task a_service_refuses_a_role_by_itself()
    {
        await (await service.With(await house.Gateway.Token("caseworker")).GetAsync("decide")).Is(403, "auth.role-missing");
        Assert.Equal("decided", await service.With(await house.Gateway.Token("supervisor")).GetStringAsync("decide"));
    }

    [Fact]
    public async Task a_service_knows_the_person()
    {
        var policy = await service.With(await house.Gateway.Token("policy")).GetFromJsonAsync<Person>("me");
        Assert.Equivalent(new Person("policy", "陈静", [Roles.Policy], ["310114", "310000", "000000"], null, null), policy, strict: true);
        var bank = await service.With(await house.Gateway.Token("bank-a")).GetFromJsonAsync<Person>("me");
        Assert.Equivalent(new Person("bank-a", "周婷", [Roles.Bank], ["310114"], "bank-a", null), bank, strict: true);
    }

    [Theory]
    [InlineData("caseworker", null, "310114")]
    [InlineData("caseworker", "310114", "310114")]
    [InlineData("policy", "000000", "000000")]
    [InlineData("loader", "330483", "330483")]
    public async Task a_request_acts_for_one_district(string person, string? header, string district)
    {
        var answer = await service.With(await house.Gateway.Token(person), header).GetStringAsync("district");
        Assert.Equal($$"""{"district":"{{district}}"}""", answer);
    }

    [Theory]
    [InlineData("policy", null, 400, "district.ambiguous")]
    [InlineData("policy", "310106", 403, "district.forbidden")]
    [InlineData("caseworker", "310106", 403, "district.forbidden")]
    [InlineData("caseworker", "310114, 310106", 403, "district.forbidden")]
    [InlineData("loader", "jiading", 403, "district.forbidden")]
    [InlineData("ladder", null, 400, "district.missing")]
    public async Task a_request_for_no_certain_district_is_refused(string person, string? header, int status, string code) =>
        await (await service.With(person == "ladder" ? await LadderToken() : await house.Gateway.Token(person), header).GetAsync("district")).Is(status, code);

    [Fact]
    public async Task a_services_own_calls_carry_its_own_token_which_it_keeps()
    {
        using var client = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient("gateway");
        client.BaseAddress = house.Gateway.Url;
        Assert.Equal("served", await client.GetStringAsync("api/ladder/changes?after=own1"));
        Assert.Equal("served", await client.GetStringAsync("api/ladder/changes?after=own2"));
        Assert.Equal(house.Ladder.Single("/changes?after=own1").Headers["Authorization"], house.Ladder.Single("/changes?after=own2").Headers["Authorization"]);
    }

    [Fact]
    public async Task until_the_issuer_can_be_asked_nobody_gets_in()
    {
        await using var issuer = await RunningGateway.StartAsync();
        var token = await issuer.Token("supervisor");
        await issuer.KillAsync();
        await using var early = await ServiceApp.StartAsync(issuer.Authority);
        await (await early.With(token).GetAsync("decide")).Is(503, "auth.issuer-unavailable");
        await (await early.With(null).GetAsync("decide")).Is(401, "auth.token-missing");
        await issuer.ReturnAsync();
        await Eventually.True(async () => (await early.With(token).GetAsync("decide")).StatusCode == HttpStatusCode.OK);
    }

    private Task<string> LadderToken() =>
        house.Gateway.Token(("grant_type", "client_credentials"), ("client_id", "ladder"), ("client_secret", "ladder's secret"));
}
