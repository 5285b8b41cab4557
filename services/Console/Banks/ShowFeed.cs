using System.Globalization;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>What was found in a feed, the newest first.</summary>
/// <param name="Through">Position down to which was looked.</param>
/// <param name="Next">Where the next page begins; null at the feed's start.</param>
public sealed record FoundEntries(IReadOnlyList<Entry> Items, Cursor Head, long Through, string? Next);

/// <summary>A bank's feed, the newest first; searched by firm, product or kind.</summary>
internal static class ShowFeed
{
    private const int Shown = 50;
    private const int Read = 500;

    /// <summary>So many entries are looked through for a page; the link to the next one goes on from there.</summary>
    private const int Searched = 5_000;

    public static IReadOnlyList<string> Kinds { get; } =
        ["granted", "changed", "expiring", "withdrawn", "corrected", "coverage-ended", "consent-ended", "ledger-checkpoint", "webhook-stopped", "withheld"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/banks/{id}/feed", Show).For(BankRoutes.FeedReaders);

    private static async Task<IResult> Show(string id, string? q, string? kind, string? after, Gateway gateway, CancellationToken cancellation)
    {
        var bank = BankRoutes.Read(gateway, id, cancellation);
        var asked = q?.Trim() ?? "";
        var found = await Find(id, asked, string.IsNullOrEmpty(kind) ? null : kind, after, gateway, cancellation);
        return PageSetup.Page<FeedPage>(new { Bank = await bank, Found = found, Asked = asked, Kind = kind });
    }

    private static async Task<FoundEntries> Find(string id, string asked, string? kind, string? after, Gateway gateway, CancellationToken cancellation)
    {
        var head = await Head(gateway, id, cancellation);
        var before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? Math.Min(from, head.Position + 1) : head.Position + 1;
        var (most, last) = (asked.Length == 0 && kind is null ? Shown : Read, before - Searched);
        List<Entry> found = [];
        while (before > 1 && before > last && found.Count < Shown)
        {
            var start = Math.Max(1, before - most);
            var page = await gateway.Read<FeedAnswer>(
                Urls.Query(BankRoutes.Of(id, "/feed"), ("after", $"{head with { Position = start - 1 }}"), ("limit", $"{before - start}")), cancellation);
            foreach (var entry in page.All.Reverse())
            {
                before = entry.Position;
                if (IsAsked(entry, asked, kind))
                    found.Add(entry);
                if (found.Count == Shown)
                    break;
            }
        }
        return new(found, head, before, before > 1 ? $"{before}" : null);
    }

    /// <summary>The feed's last position.</summary>
    private static async Task<Cursor> Head(Gateway gateway, string id, CancellationToken cancellation) =>
        Cursor.TryParse((await gateway.Read<QueueStanding>(BankRoutes.Of(id, "/queue"), cancellation)).Head, out var head)
            ? head : throw new InvalidOperationException("The feed's head is no cursor.");

    /// <summary>The cursor that a person means: a position alone is one of the present epoch, nothing is the head.</summary>
    public static async Task<string> Asked(string? given, string id, Gateway gateway, CancellationToken cancellation)
    {
        var asked = Fields.Text(given);
        if (asked?.Contains('-', StringComparison.Ordinal) is true)
            return asked;
        var head = await Head(gateway, id, cancellation);
        return asked is null ? head.ToString()
            : long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? (head with { Position = position }).ToString() : asked;
    }

    private static bool IsAsked(Entry entry, string asked, string? kind) => (kind is null || entry.Kind == kind)
        && (asked.Length == 0 || $"{entry.Position}" == asked || entry.Id == asked
            || new[] { entry.Data?.CreditCode, entry.Data?.LegalName, entry.Data?.Product?.Code, entry.Data?.Product?.NameZh, entry.Data?.Product?.NameEn }
                .Any(text => text?.Contains(asked, StringComparison.OrdinalIgnoreCase) is true));
}
