using Cultivation.Console.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Inbox;

/// <summary>A filter that the person saved.</summary>
/// <param name="Query">As it stands in the address, without the question mark.</param>
public sealed record SavedFilter(string Id, string Name, string List, string Query);

/// <summary>Keeps what the inbox shows under a name, or forgets it.</summary>
internal static class SaveFilter
{
    public const string List = "worklist";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/inbox/filters", Save).For(ListCases.Readers);
        routes.MapPost("/inbox/filters/removal", Remove).For(ListCases.Readers);
    }

    private static async Task<IResult> Save([FromForm] string key, [FromForm] string name, [FromForm] string query, Gateway gateway, CancellationToken cancellation)
    {
        await gateway.Send<SavedFilter>("api/ladder/v1/filters", new { name, list = List, query }, key, null, cancellation);
        return Results.LocalRedirect($"/inbox?{query}&said=filter-saved");
    }

    private static async Task<IResult> Remove([FromForm] string key, [FromForm] string id, Gateway gateway, CancellationToken cancellation)
    {
        await gateway.Send<SavedFilter>($"api/ladder/v1/filters/{Urls.Part(id)}/removal", new { }, key, null, cancellation);
        return Results.LocalRedirect("/inbox?said=filter-removed");
    }
}
