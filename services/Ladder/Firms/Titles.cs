namespace Cultivation.Ladder.Firms;

/// <summary>What each type of event is called on a page, by its stored name: the embedded titles.json.</summary>
internal static class Titles
{
    public static readonly IReadOnlyDictionary<string, EventTitle> ByType = EventTitle.Read(typeof(Titles).Assembly, "Cultivation.Ladder.Firms.titles.json");
}
