using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting;

/// <summary>What operators did to this service, by whom and why, the newest first.</summary>
internal static class ReadActs
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/acts", Handle).IsQuery(Roles.Operator);

    /// <param name="cursor">The <c>next</c> of the page before.</param>
    private static async Task<IResult> Handle(Journal journal, CancellationToken cancellation, long? cursor = null, int? limit = null)
    {
        var most = Paging.Most(limit);
        return Results.Json(Paging.Page(await journal.Before(cursor, most + 1, cancellation), most, Journal.Cursor), Json.Web);
    }
}
