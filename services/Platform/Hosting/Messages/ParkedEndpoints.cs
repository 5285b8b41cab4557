using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting;

/// <summary>The operator's view of messages that failed, the retry that drains a subject in order, and the discard of one that never will be applied.</summary>
internal static class ParkedEndpoints
{
    /// <summary>Names the subject to retry, <c>firm:{id}</c> in a district.</summary>
    internal sealed record RetryParked(string Source, string Tenant, string Subject);

    /// <summary>Gives up the message at which its subject stopped; those behind it wait for a retry.</summary>
    /// <param name="Reason">Why, up to 500 characters; it is kept with the message.</param>
    internal sealed record DiscardParked(string Source, long Position, string Reason);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations/parked", List).RequireAuthorization(policy => policy.RequireRole(Roles.Operator));
        routes.MapPost("/operations/parked/retries", Retry).RequireAuthorization(policy => policy.RequireRole(Roles.Operator));
        routes.MapPost("/operations/parked/discards", Discard).RequireAuthorization(policy => policy.RequireRole(Roles.Operator));
    }

    private static async Task<IResult> List(Inbox inbox, CancellationToken cancellation, string? source = null, string? tenant = null, string? subject = null, int limit = 100) =>
        Results.Json(new { parked = await inbox.Parked(source, tenant, subject, Math.Clamp(limit, 1, 1000), cancellation) }, MessageJson.Options);

    private static async Task<IResult> Retry(
        RetryParked command, IEnumerable<Reader> readers, Journal journal, ClaimsPrincipal caller, CancellationToken cancellation)
    {
        var reader = Of(readers, command.Source);
        (int Applied, int Remain) done = default;
        await journal.Record(Person.Of(caller).Subject, "retry", $"{command.Source} {command.Subject}", null, async () =>
        {
            done = await reader.Retry(command.Tenant, command.Subject, cancellation);
            if (done is (0, 0))
                throw new RuleBroken("messages.none-parked");
        }, cancellation);
        return Results.Json(new { applied = done.Applied, remain = done.Remain }, Json.Web);
    }

    private static async Task<IResult> Discard(DiscardParked command, IEnumerable<Reader> readers, ClaimsPrincipal caller, CancellationToken cancellation)
    {
        Require.Text(command.Reason, nameof(command.Reason), 500);
        var remain = await Of(readers, command.Source).Discard(command.Position, Person.Of(caller).Subject, command.Reason.Trim(), cancellation)
            ?? throw new RuleBroken("messages.not-first");
        return Results.Json(new { remain }, Json.Web);
    }

    private static Reader Of(IEnumerable<Reader> readers, string source) =>
        readers.SingleOrDefault(reader => reader.Source == source) ?? throw new RuleBroken("messages.none-parked");
}
