using System.Net.Http.Json;
using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class PeopleTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    /// <summary>Subtlety 21: team members are personal data.</summary>
    [Fact]
    [Trait("subtlety", "21")]
    public async Task an_erased_person_is_found_nowhere_while_the_reference_stays()
    {
        var name = $"欧阳{Guid.NewGuid():N}"[..12];
        var person = await PeopleFlow.Person(Client, name, phone: "13800001111", notes: $"{name}:曾任总工");
        var team = await PeopleFlow.Team(Client, person);
        await Client.Command($"people/{person}/corrections", new { name, phone = "13900002222", email = $"{name}@example.cn" }, ifMatch: "\"1\"").Good();
        Assert.Equal(person, Assert.Single((await Found(name[..4])).EnumerateArray()).Text("personRef"));
        Assert.Equal(("13900002222", team), ((await Client.Read($"people/{person}")).Text("phone"), (await Client.Read($"people/{person}")).Text("teamId")));
        await Client.Command($"people/{person}/ties", new { creditCode = Codes.New(), kind = "equity", from = "2020-01-01" }).Good();
        Assert.NotEmpty(await Tables.Holding(ladder.Database, name));
        Assert.NotEmpty((await Client.Read($"people/{person}/ties")).EnumerateArray());

        await Client.Command($"people/{person}/erasure", new { requestRef = "申请〔2026〕7号" }, ifMatch: "\"2\"").Good();

        Assert.Empty(await Tables.Holding(ladder.Database, name));
        Assert.Empty((await Client.Read($"people/{person}/ties")).EnumerateArray());
        Assert.Empty((await Found(name[..4])).EnumerateArray());
        Assert.Equal((410, "person.erased"), await Client.GetAsync($"people/{person}").Problem());
        var members = (await Client.Read($"firms/{team}")).GetProperty("affairs").GetProperty("team");
        Assert.Equal(person, members.Text("leadPersonRef"));
        Assert.Equal((410, "person.erased"), await Client.Command($"people/{person}/corrections", new { name }, ifMatch: "\"3\"").Problem());
        Assert.Equal((410, "person.erased"), await Client.Command("teams", PeopleFlow.TeamOf(person)).Problem());
        await Client.Command($"people/{person}/erasure", new { requestRef = "申请〔2026〕8号" }, ifMatch: "\"3\"").Good();
        Assert.Equal("\"3\"", (await Client.Command($"people/{person}/erasure", new { requestRef = "申请〔2026〕8号" }, ifMatch: "\"3\"")).Headers.ETag!.Tag);
    }

    [Fact]
    public async Task a_person_is_seen_by_the_office_of_its_district_only()
    {
        var person = await PeopleFlow.Person(Client, "上官测试");
        Assert.Equal((404, "person.unknown"), await ladder.Client(LadderService.NewDistrict()).GetAsync($"people/{person}").Problem());
        foreach (var role in new[] { Roles.Policy, Roles.Operator, Roles.Auditor, Roles.Firm, Roles.Bank, Roles.Service })
            Assert.Equal((403, "auth.role-missing"), await ladder.Client(district, role).GetAsync($"people/{person}").Problem());
        Assert.Equal((403, "auth.role-missing"), await ladder.Client(district, Roles.CaseWorker).Command($"people/{person}/erasure", new { requestRef = "1" }, ifMatch: "\"1\"").Problem());
    }

    [Fact]
    public async Task what_is_wrong_is_refused_and_nothing_is_stored()
    {
        Assert.Equal((422, "field.text"), await Client.Command("people", new { person = new { name = " " }, source = "载体报告" }).Problem());
        Assert.Equal((422, "field.text"), await Client.Command("people", new { person = new { name = "司马测试" }, source = "" }).Problem());
        Assert.Equal((400, "person.search-too-short"), await Client.PostAsJsonAsync("people/search", new { text = "司" }).Problem());
        Assert.Empty((await Found("司马")).EnumerateArray());
        var person = await PeopleFlow.Person(Client, "司马测试");
        Assert.Equal((412, "version.stale"), await Client.Command($"people/{person}/corrections", new { name = "司马" }, ifMatch: "\"7\"").Problem());
        Assert.Equal((428, "version.missing"), await Client.Command($"people/{person}/corrections", new { name = "司马" }).Problem());
        Assert.Equal((404, "person.unknown"), await Client.Command("teams", PeopleFlow.TeamOf("张三")).Problem());
    }

    private async Task<JsonElement> Found(string text) =>
        (await (await Client.PostAsJsonAsync("people/search", new { text })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>());
}
