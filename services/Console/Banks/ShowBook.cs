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
        Page(id, at, after, null, null, gateway, cancellation);

    /// <summary>Nothing is changed or kept: what is compared may be longer than an address.</summary>
    private static async Task<IResult> Compare(string id, [FromForm] string? at, [FromForm] string? yours, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            return await Page(id, at, null, yours ?? "", null, gateway, cancellation);
        }
        catch (Refused refused) when (BankRoutes.IsShown(refused))
        {
            return await Page(id, null, null, yours, refused.Problem, gateway, cancellation);
        }
    }

    private static async Task<IResult> Page(
        string id, string? at, string? after, string? yours, Problem? problem, Gateway gateway, CancellationToken cancellation)
    {
        var bank = BankRoutes.Read(gateway, id, cancellation);
        var cursor = await ShowFeed.Asked(at, id, gateway, cancellation);
        var book = await gateway.Read<Book>(
            Urls.Query(BankRoutes.Of(id, "/snapshot"), ("at", cursor), ("after", after), ("limit", $"{Most}")), cancellation);
        var comparison = yours is null || problem is not null ? null : await BookComparison.Of(id, book, yours, gateway, cancellation);
        return PageSetup.Page<BookPage>(new { Bank = await bank, Book = book, Yours = yours, Comparison = comparison, Problem = problem }, problem?.Status);
    }
}
