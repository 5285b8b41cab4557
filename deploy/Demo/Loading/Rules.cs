using System.Text.Json;

namespace Cultivation.Demo.Loading;

/// <summary>The programmes, what the demo confirms of them, and the calendars.</summary>
internal static class Rules
{
    private const string Nation = "000000";
    private const string City = "310000";
    public const string Tongxiang = "330483";
    private const string Confirming = "演示确认（demo）：仅供演示，不是区科委文件 / demo only, not a paper of the commission";

    public static async Task<int> Publish(Work work)
    {
        await Publish(work.Gateway.In(Nation), "cn-national-credentials", work.District.Today);
        await Publish(work.Gateway.In(City), "shanghai-municipal", work.District.Today);
        await Publish(work.Gateway, "jiading-six-stage", work.District.Today);
        await Publish(work.Gateway.In(Tongxiang), "tongxiang-nursery", work.District.Today);
        return 4;
    }

    public static async Task<int> Calendars(Work work)
    {
        var days = Shipped.Rows("calendar_cn_2026.csv").ToLookup(row => row["kind"], row => row["date"]);
        await Calendar(work, 2026, days["rest"], days["makeup_workday"], "国务院办公厅关于2026年部分节假日安排的通知");
        // The notice of a year comes late in the year before. Until it is shipped here the demo says openly that it assumes one.
        var needed = work.District.Today.AddDays(38).Year;
        for (var year = 2027; year <= needed; year++)
        {
            string[] rest = [$"{year}-01-01", $"{year}-05-01", $"{year}-10-01", $"{year}-10-02", $"{year}-10-03"];
            await Calendar(work, year, rest, [], $"演示假设（demo）：{year}年通知未收录，仅列法定节日 / assumed, no notice");
        }
        return Math.Max(1, needed - 2025);
    }

    private static Task<Answer> Calendar(Work work, int year, IEnumerable<string> rest, IEnumerable<string> makeup, string document) =>
        work.Gateway.In(Nation).Post(
            "api/ladder/v1/calendars", new { year, restDays = rest, makeupWorkdays = makeup, documentRef = document }, $"demo-calendar-{year}",
            fine: "calendar.published");

    private static async Task Publish(Gateway gateway, string id, DateOnly today)
    {
        var file = JsonDocument.Parse(Shipped.Text($"{id}.json")).RootElement;
        var version = file.GetProperty("version").GetString()!;
        await gateway.Post($"api/ladder/v1/programmes/{id}/versions", file, $"demo-programme-{id}-{version}");
        var published = await gateway.Get($"api/ladder/v1/programmes/{id}");
        var open = published.Body.GetProperty("confirmable").EnumerateArray()
            .Where(one => one.GetProperty("needsConfirmation").GetBoolean() && !one.GetProperty("confirmed").GetBoolean())
            .Select(one => one.GetProperty("id").GetString()).Distinct().Select(rule => new { id = rule }).ToList();
        if (open.Count > 0)
        {
            await gateway.Post(
                $"api/ladder/v1/programmes/{id}/confirmations", new { confirmations = open, documentRef = Confirming, confirmedOn = today },
                $"demo-confirm-{id}-{version}-{today:yyyyMMdd}-{open.Count}", ifMatch: published.ETag);
        }
    }
}
