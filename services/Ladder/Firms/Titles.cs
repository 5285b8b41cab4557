using System.Text.Json;

namespace Cultivation.Ladder.Firms;

/// <summary>What each type of event is called on a page, by its stored name: the embedded titles.json.</summary>
internal static class Titles
{
    private static readonly Dictionary<string, EventTitle> ByType = Read();

    public static IReadOnlyCollection<string> Types => ByType.Keys;

    public static EventTitle Of(string type) => ByType[type];

    private static Dictionary<string, EventTitle> Read()
    {
        using var stream = typeof(Titles).Assembly.GetManifestResourceStream("Cultivation.Ladder.Firms.titles.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, EventTitle>>(stream, Json.Web)!;
    }
}

internal sealed record EventTitle(string Zh, string En);
