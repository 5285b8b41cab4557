using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Lists;

/// <summary>Orders that a list be applied, or that it be undone; both go on in the background.</summary>
internal static class OrderList
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/lists/{id}/application", Apply).For(Office.Workers);
        routes.MapPost("/lists/{id}/undo", Undo).For(Roles.Supervisor);
    }

    private static Task<IResult> Apply(string id, [FromForm] string key, [FromForm] string? skipFaulty, Gateway gateway, CancellationToken cancellation) =>
        Order(id, "application", new { skipFaulty = skipFaulty is "yes" }, key, gateway, cancellation);

    private static Task<IResult> Undo(string id, [FromForm] string key, [FromForm] string reason, Gateway gateway, CancellationToken cancellation) =>
        Order(id, "undo", new { reason }, key, gateway, cancellation);

    private static async Task<IResult> Order(string id, string order, object command, string key, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            await gateway.Send<object>($"api/ladder/v1/imports/{Urls.Part(id)}/{order}", command, key, null, cancellation);
            return Results.LocalRedirect($"/lists/{Urls.Part(id)}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await ShowList.Page(id, null, null, refused.Problem, gateway, cancellation);
        }
    }
}
