using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting;

/// <summary>The operator's view of messages that failed, and the retry that drains a subject in order.</summary>
internal static class ParkedEndpoints
{
    /// <summary>Names the subject to retry, <c>firm:{id}</c> in a district.</summary>
    internal sealed record RetryParked(string Source, string Tenant, string Subject);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations/parked", List).RequireAuthorization(policy => policy.RequireRole(Roles.Operator));
        routes.MapPost("/operations/parked/retries", Retry).RequireAuthorization(policy => policy.RequireRole(Roles.Operator));
    }

    private static async Task<IResult> List(Inbox inbox, CancellationToken cancellation, string? source = null, string? tenant = null, string? subject = null, int limit = 100) =>
        Results.Json(new { parked = await inbox.Parked(source, tenant, subject, Math.Clamp(limit, 1, 1000), cancellation) }, MessageJson.Options);

    private static async Task<IResult> Retry(RetryParked command, IEnumerable<Reader> readers, CancellationToken cancellation)
    {
        var reader = readers.SingleOrDefault(r => r.Source == command.Source) ?? throw new RuleBroken("messages.none-parked");
        var (applied, remain) = await reader.Retry(command.Tenant, command.Subject, cancellation);
        return applied + remain == 0 ? throw new RuleBroken("messages.none-parked") : Results.Json(new { applied, remain }, Json.Web);
    }
}
