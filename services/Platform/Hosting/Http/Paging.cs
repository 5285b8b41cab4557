using System.Globalization;

namespace Cultivation.Hosting;

/// <summary>A page and where the next one begins.</summary>
/// <param name="Next">Value for <c>after</c>; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Pages of lists.</summary>
public static class Paging
{
    /// <summary>A day as a cursor writes it; null for anything else.</summary>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>How many a page holds: 50 unless asked, at most 500.</summary>
    /// <exception cref="RuleBroken"><c>page.limit</c>.</exception>
    public static int Most(int? limit) => limit switch
    {
        null => 50,
        > 0 and <= 500 => limit.Value,
        _ => throw new RuleBroken("page.limit", new { limit, most = 500 }),
    };

    /// <summary>A page of one more row than it holds, which tells that there is a next one.</summary>
    public static Page<T> Page<T>(IReadOnlyList<T> oneMore, int most, Func<T, string> cursor) => Page(oneMore, most, cursor, row => row);

    /// <summary>The same, each row as it is shown.</summary>
    public static Page<TView> Page<T, TView>(IReadOnlyList<T> oneMore, int most, Func<T, string> cursor, Func<T, TView> view) =>
        oneMore.Count > most ? new([.. oneMore.Take(most).Select(view)], cursor(oneMore[most - 1])) : new([.. oneMore.Select(view)], null);
}
