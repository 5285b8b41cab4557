using System.Net;
using System.Net.Http.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class FirmTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    [Fact]
    public async Task a_firm_is_registered_and_read()
    {
        var code = Codes.New();
        var answer = await Client.Command("firms", Flow.Firm(code));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("\"1\"", answer.Headers.ETag!.ToString());
        var id = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).Text("id");
        Assert.Equal($"firms/{id}", answer.Headers.Location!.ToString());

        var firm = await Client.Read($"firms/{id}");
        Assert.Equal((code, "valid", "嘉定示例科技有限公司", true), (firm.Text("creditCode"), firm.Text("checkDigitState"), firm.Text("legalName"), firm.GetProperty("provisional").GetBoolean()));
        Assert.Equal("", firm.Text("stage"));
    }

    [Fact]
    [Trait("subtlety", "11")]
    public async Task a_legacy_code_is_marked_and_a_malformed_one_refused()
    {
        Assert.Equal("legacyMismatch", (await Client.Command("firms", Flow.Firm("91350100M0001TGQXM")).Good()).Text("checkDigitState"));
        Assert.Equal((422, "firm.credit-code-malformed"), await Client.Command("firms", Flow.Firm("91350100M0001TGQX")).Problem());
    }

    [Fact]
    public async Task a_code_is_taken_once_in_a_district()
    {
        var code = Codes.New();
        await Client.Command("firms", Flow.Firm(code)).Good();
        Assert.Equal((409, "firm.code-taken"), await Client.Command("firms", Flow.Firm(code)).Problem());
        await ladder.Client(LadderService.NewDistrict()).Command("firms", Flow.Firm(code)).Good();
    }

    [Fact]
    public async Task of_many_that_take_one_code_at_once_one_succeeds()
    {
        var code = Codes.New();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Client.Command("firms", Flow.Firm(code))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("{\"creditCode\":")]
    [InlineData("[]")]
    [InlineData("{\"creditCode\":\"91310114YYYY00012B\"}")]
    [InlineData("{\"creditCode\":1,\"legalName\":\"a\",\"establishedOn\":\"2015-03-02\",\"registeredDivision\":\"310114\",\"industryCode\":\"I6510\",\"enterpriseType\":\"a\",\"source\":\"a\"}")]
    [InlineData("{\"creditCode\":\"91310114YYYY00012B\",\"legalName\":\"a\",\"establishedOn\":\"02.03.2015\",\"registeredDivision\":\"310114\",\"industryCode\":\"I6510\",\"enterpriseType\":\"a\",\"source\":\"a\"}")]
    [InlineData("{\"creditCode\":\"91310114YYYY00012B\",\"legalName\":null,\"establishedOn\":\"2015-03-02\",\"registeredDivision\":\"310114\",\"industryCode\":\"I6510\",\"enterpriseType\":\"a\",\"source\":\"a\"}")]
    [InlineData("{\"creditCode\":\"91310114YYYY00012B\",\"legalName\":\"a\",\"establishedOn\":\"2015-03-02\",\"registeredDivision\":\"310114\",\"industryCode\":\"I6510\",\"enterpriseType\":\"a\",\"source\":\"a\",\"surprise\":1}")]
    public async Task a_body_of_another_shape_is_malformed(string body) =>
        Assert.Equal((400, "request.malformed"), await Client.Command("firms", body).Problem());

    [Fact]
    public async Task an_unknown_firm_is_not_found()
    {
        Assert.Equal((404, "firm.unknown"), await Client.GetAsync("firms/nobody").Problem());
        Assert.Equal((404, "firm.unknown"), await Client.GetAsync("firms/nobody/timeline").Problem());
        Assert.Equal((404, "firm.unknown"), await Client.Command("firms/nobody/facts", Flow.GoodFacts()).Problem());
        Assert.Equal((404, "firm.unknown"), await Client.Command("firms/nobody/renames", new { newName = "a", changedOn = "2020-01-01", source = "a" }, ifMatch: "\"1\"").Problem());
    }

    [Fact]
    public async Task a_token_of_another_district_sees_nothing()
    {
        var (id, _) = await Flow.Registered(Client);
        Assert.Equal((404, "firm.unknown"), await ladder.Client(LadderService.NewDistrict()).GetAsync($"firms/{id}").Problem());
        var other = ladder.Client("310106");
        other.DefaultRequestHeaders.Add("District", district);
        Assert.Equal((403, "district.forbidden"), await other.GetAsync($"firms/{id}").Problem());
    }

    [Fact]
    public async Task a_firm_sees_itself_only()
    {
        var (mine, _) = await Flow.Registered(Client);
        var (other, _) = await Flow.Registered(Client);
        var person = ladder.As("boss", [district], [Roles.Firm], firm: mine);
        Assert.Equal(mine, (await person.Read($"firms/{mine}")).Text("id"));
        Assert.Equal((403, "firm.forbidden"), await person.GetAsync($"firms/{other}").Problem());
        Assert.Equal((403, "firm.forbidden"), await person.GetAsync($"firms/{other}/timeline").Problem());
        Assert.Equal((403, "auth.role-missing"), await person.GetAsync("firms").Problem());
    }
}
