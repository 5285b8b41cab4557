using System.Text.Json.Nodes;
using Cultivation.Kit;

namespace Cultivation.Browser.Tests;

/// <summary>Rules by which a decision is put on notice, published once.</summary>
internal static class NoticeSamples
{
    private static bool published;

    /// <summary>Publishes the rules in force with a public notice at one stage. Of two versions the later published may not take effect before the other.</summary>
    public static async Task RulesWithNoticeAsync(this BrowserHouse house)
    {
        if (published)
            return;
        published = true;
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Programmes", "jiading-six-stage.json")))!;
        file["version"] = "2026.12-notice";
        var stage = file["stages"]!.AsArray().Single(one => one!["id"]!.GetValue<string>() == "jd.hnte")!.AsObject();
        var clause = JsonNode.Parse("""{"id": "x.notice", "kind": "publicNotice", "text": {"zh": "公示", "en": "public notice"}, "certainty": "documented"}""");
        stage["clauses"] = new JsonArray([.. (stage["clauses"]?.AsArray() ?? []).Select(one => one!.DeepClone()), clause]);
        var policy = await house.PolicyAsync();
        const string programme = "api/ladder/v1/programmes/jiading-six-stage";
        await policy.Command($"{programme}/versions", file.ToJsonString()).Good();
        var open = (await policy.Read(programme)).GetProperty("confirmable").EnumerateArray().Where(one => one.GetProperty("needsConfirmation").GetBoolean())
            .Select(one => new { id = one.Text("id") }).ToArray();
        if (open.Length > 0)
            await policy.Command($"{programme}/confirmations", new { confirmations = open, documentRef = "test", confirmedOn = Jiading.Today }, ifMatch: await policy.ETag(programme)).Good();
    }
}
