using System.Globalization;
using System.Text.Json;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Banks;

/// <summary>A bank's book at a position, page by page: the consenting firms that are eligible, and for what.</summary>
/// <param name="At">Its cursor.</param>
/// <param name="Next">Position of the page's last row; null at the end.</param>
public sealed record Book(string At, long Bookrows, string Bookdigest, JsonElement[] Entries, string? Next)
{
    /// <summary>By position.</summary>
    public IEnumerable<Entry> Rows => Entries.Select(Entry.Read);
}

/// <summary>A bank's book at any position, and a comparison with the bank's own.</summary>
internal static class ShowBook
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/banks/{id}/book", Show).For(BankRoutes.FeedReaders);
        routes.MapPost("/banks/{id}/book", Compare).For(BankRoutes.FeedReaders);
    }

    private static Task<IResult> Show(string id, string? at, string? after, Gateway gateway, CancellationToken cancellation) =>
        Page(id, at, after, null, null, null, gateway, cancellation);

    /// <summary>Nothing is changed or kept: what is compared may be longer than an address.</summary>
    private static async Task<IResult> Compare(string id, [FromForm] string? at, [FromForm] string? yours, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            var comparison = await BookComparison.Of(id, await Cursor(id, at, gateway, cancellation), yours ?? "", gateway, cancellation);
            return await Page(id, at, null, yours, comparison, null, gateway, cancellation);
        }
        catch (Refused refused) when (BankRoutes.IsShown(refused))
        {
            return await Page(id, null, null, yours, null, refused.Problem, gateway, cancellation);
        }
    }

    private static async Task<IResult> Page(
        string id, string? at, string? after, string? yours, BookComparison? comparison, Problem? problem, Gateway gateway, CancellationToken cancellation)
    {
        var bank = BankRoutes.Read(gateway, id, cancellation);
        var cursor = await Cursor(id, at, gateway, cancellation);
        var book = await gateway.Read<Book>(
            Urls.Query(BankRoutes.Of(id, "/snapshot"), ("at", cursor), ("after", after), ("limit", $"{Most}")), cancellation);
        return PageSetup.Page<BookPage>(
            new { Bank = await bank, Book = book, Yours = yours, Comparison = comparison, Problem = problem }, problem?.Status ?? StatusCodes.Status200OK);
    }

    // A position alone is one of the present epoch; an empty field asks for the head.
    private static async Task<string> Cursor(string id, string? at, Gateway gateway, CancellationToken cancellation)
    {
        var asked = at?.Trim() ?? "";
        if (asked.Contains('-', StringComparison.Ordinal))
            return asked;
        var head = await ShowFeed.Head(gateway, id, cancellation);
        return asked.Length == 0 ? head.ToString()
            : long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? (head with { Position = position }).ToString() : asked;
    }
}
