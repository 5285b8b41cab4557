using System.Globalization;
using System.Runtime.CompilerServices;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Banks;

/// <summary>A part of a book, from one position to another, and what its rows come to.</summary>
public sealed record BookPart(long From, long To, long Bookrows, string Bookdigest);

/// <summary>A row about which two books disagree; one side is null where it lacks the row.</summary>
public sealed record Difference(long Position, string? Yours, string? Theirs);

/// <summary>A bank's own book beside the commission's. What the bank gives is its digest, or its rows as the partner guide writes them.</summary>
/// <param name="At">The cursor at which both are compared.</param>
/// <param name="Yours">Null where neither a digest nor a row was given.</param>
/// <param name="Parts">Of the commission's book, where only a digest was given and it differs: the bank compares its own sums with them.</param>
/// <param name="Differences">Rows that differ, where rows were given; the first hundred.</param>
/// <param name="Withheld">Rows of firms that have taken their consent back: they are not compared.</param>
public sealed record BookComparison(string At, Digest? Yours, Digest Theirs, IReadOnlyList<BookPart> Parts, IReadOnlyList<Difference> Differences, int Withheld)
{
    private const int MostShown = 100;
    private const int MostParts = 64;
    private const int Page = 500;

    /// <summary>Both are equal.</summary>
    public bool Equal => Yours is { } yours && yours.Sum == Theirs.Sum;

    /// <param name="book">Any page of the commission's book.</param>
    internal static async Task<BookComparison> Of(string bank, Book book, string given, Gateway gateway, CancellationToken cancellation)
    {
        var (at, theirs) = (book.At, new Digest(book.Bookrows, book.Bookdigest));
        string[] lines = [.. given.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (lines is [{ Length: 64 } digest] && digest.All(char.IsAsciiHexDigit))
        {
            var yours = new Digest(theirs.Rows, digest.ToLowerInvariant());
            return new(at, yours, theirs, yours.Sum == theirs.Sum ? [] : await ReadParts(bank, at, gateway, cancellation), [], 0);
        }
        var rows = lines.Where(line => Position(line) is not null).DistinctBy(Position).ToDictionary(line => Position(line)!.Value);
        if (rows.Count < lines.Length || lines.Length == 0)
            return new(at, null, theirs, [], [], 0);
        var sum = Digest.Of(rows.Values);
        return sum.Sum == theirs.Sum ? new(at, sum, theirs, [], [], 0) : await Differing(bank, at, rows, sum, theirs, gateway, cancellation);
    }

    /// <summary>Reads only the parts whose sums differ.</summary>
    private static async Task<BookComparison> Differing(
        string bank, string at, Dictionary<long, string> rows, Digest yours, Digest theirs, Gateway gateway, CancellationToken cancellation)
    {
        var parts = await ReadParts(bank, at, gateway, cancellation);
        var differences = rows.Where(row => !parts.Any(part => row.Key >= part.From && row.Key <= part.To)).Select(row => new Difference(row.Key, row.Value, null)).ToList();
        var withheld = 0;
        foreach (var part in parts)
        {
            var own = rows.Where(row => row.Key >= part.From && row.Key <= part.To).ToDictionary();
            if (Digest.Of(own.Values).Sum == part.Bookdigest || differences.Count >= MostShown)
                continue;
            await foreach (var entry in Rows(bank, at, part, gateway, cancellation))
            {
                own.Remove(entry.Position, out var mine);
                withheld += entry.Withheld ? 1 : 0;
                if (!entry.Withheld && entry.Row() != mine)
                    differences.Add(new(entry.Position, mine, entry.Row()));
            }
            differences.AddRange(own.Select(row => new Difference(row.Key, row.Value, null)));
        }
        return new(at, yours, theirs, [], [.. differences.OrderBy(difference => difference.Position).Take(MostShown)], withheld);
    }

    private static async IAsyncEnumerable<Entry> Rows(
        string bank, string at, BookPart part, Gateway gateway, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = $"{part.From - 1}"; after is not null;)
        {
            var page = await gateway.Read<Book>(Urls.Query(BankRoutes.Of(bank, "/snapshot"), ("at", at), ("after", after), ("limit", $"{Page}")), cancellation);
            foreach (var entry in page.Rows)
            {
                if (entry.Position > part.To)
                    yield break;
                yield return entry;
            }
            after = page.Next;
        }
    }

    private static async Task<IReadOnlyList<BookPart>> ReadParts(string bank, string at, Gateway gateway, CancellationToken cancellation) =>
        (await gateway.Read<PartList>(Urls.Query(BankRoutes.Of(bank, "/book"), ("at", at), ("parts", $"{MostParts}")), cancellation)).Parts;

    private static long? Position(string row) =>
        row.Split('|') is [var first, _, _, _, _, _] && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;

    private sealed record PartList(BookPart[] Parts);
}
