using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting;

/// <summary>Has a source read again in full, and shows how far that is. What is under way is not begun twice.</summary>
internal static class RereadingEndpoints
{
    /// <summary>Names the service whose changes are read again.</summary>
    /// <param name="Reason">Why, up to 500 characters; it is kept with the operator's acts.</param>
    internal sealed record RereadSource(string Source, string Reason);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations/rereadings", List).RequireAuthorization(policy => policy.RequireRole(Roles.Operator));
        routes.MapPost("/operations/rereadings", Begin).RequireAuthorization(policy => policy.RequireRole(Roles.Operator));
    }

    private static async Task<IResult> List(Rereadings rereadings, CancellationToken cancellation) =>
        Results.Json(new { rereadings = await rereadings.Read(open: false, cancellation) }, Json.Web);

    private static async Task<IResult> Begin(
        RereadSource command, Source service, Rereadings rereadings, Journal journal, ClaimsPrincipal caller, CancellationToken cancellation)
    {
        Require.Text(command.Reason, nameof(command.Reason), 500);
        if (service.Messages.Sources.SingleOrDefault(s => s.Source == command.Source) is not { Kinds: { Count: > 0 } kinds })
            throw new RuleBroken("messages.source-unknown", new { source = command.Source });
        await journal.Record(
            Person.Of(caller).Subject, "reread", command.Source, command.Reason.Trim(), () => rereadings.Begin(command.Source, kinds, cancellation), cancellation);
        return await List(rereadings, cancellation);
    }
}
