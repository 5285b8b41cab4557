using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class MessageTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    [Fact]
    public async Task stage_and_title_changes_are_published_in_the_order_of_the_log()
    {
        await Flow.Programmes(ladder, district);
        var client = ladder.Client(district);
        var (id, code) = await Flow.Registered(client);
        await Flow.Import(client, [Flow.Row(code, "2024-12-04", Flow.Today.AddDays(600).ToString("O"), "GR1")]);
        var service = ladder.As("finance", [], [Roles.Service]);
        service.BaseAddress = new Uri(service.BaseAddress!, "/");

        List<JsonElement> changes = [];
        await Kit.Eventually.True(async () => (changes = await About(service, $"firm:{id}")).Count >= 3, TimeSpan.FromMinutes(1));
        Assert.Equal(
            ["cn.cultivation.firm.registered.v1", "cn.cultivation.recognition.granted.v1", "cn.cultivation.stage.entered.v1"],
            changes.Select(c => c.Text("type")));
        var entered = changes[2].GetProperty("data");
        Assert.Equal(
            (id, code, "jd.hnte", "credential", "jiading-six-stage/2026.11-draft1"),
            (entered.Text("firmId"), entered.Text("creditCode"), entered.Text("stageId"), entered.Text("basis"), entered.Text("ruleVersion")));
    }

    [Fact]
    public async Task a_consumers_queue_receives_them()
    {
        await Flow.Programmes(ladder, district);
        var client = ladder.Client(district);
        var (id, code) = await Flow.Registered(client);
        await Flow.Import(client, [Flow.Row(code, "2024-12-04", Flow.Today.AddDays(600).ToString("O"), "GR1")]);
        string[] types = ["FirmRegistered", "RecognitionGranted", "StageEntered"];
        // The relay goes through the log in order: the long list of another test may stand before this one.
        await Kit.Eventually.True(() => types.SequenceEqual(ladder.Queue.About(id)), TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task the_nations_calendars_are_published()
    {
        await Flow.Programmes(ladder, district);
        var service = ladder.As("finance", [], [Roles.Service]);
        service.BaseAddress = new Uri(service.BaseAddress!, "/");
        List<JsonElement> changes = [];
        await Kit.Eventually.True(async () => (changes = await About(service, $"calendar:{Flow.Today.Year}")).Count > 0, TimeSpan.FromMinutes(1));
        var (tenant, type, said) = (changes[0].Text("tenant"), changes[0].Text("type"), changes[0].GetProperty("data"));
        Assert.Equal(("000000", "cn.cultivation.calendar.published.v1", Flow.Today.Year), (tenant, type, said.Int("year")));
        Assert.Equal($"{Flow.Today.Year}-01-01", said.GetProperty("restDays")[0].GetString());
    }

    private static async Task<List<JsonElement>> About(HttpClient service, string subject)
    {
        List<JsonElement> found = [];
        for (var after = "1-0"; ;)
        {
            var page = await service.Read($"changes?after={after}");
            var changes = page.GetProperty("changes").EnumerateArray().ToList();
            found.AddRange(changes.Where(c => c.Text("subject") == subject).Select(c => c.Clone()));
            if (changes.Count == 0)
                return found;
            after = page.Text("next");
        }
    }
}
