using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting;

/// <summary>What the package Marten can do of it: a list, and a rebuild in place. It skips, pauses and resumes from its own process only.</summary>
internal static class ProjectionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var projections = routes.MapGroup("/operations/projections").WithTags(nameof(ProjectionEndpoints)).RequireAuthorization(policy => policy.RequireRole(Roles.Operator));
        projections.MapGet("", List);
        projections.MapPost("/{name}/rebuild", Rebuild);
    }

    private static async Task<IResult> List(IDocumentStore store, CancellationToken cancellation)
    {
        var states = await store.Advanced.AllProjectionProgress(token: cancellation);
        return Results.Json(new { projections = states.Select(s => new { name = s.ShardName, state = s.AgentStatus, position = s.Sequence, reason = s.PauseReason }) }, Json.Web);
    }

    private static async Task<IResult> Rebuild(string name, IDocumentStore store, CancellationToken cancellation)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(name, cancellation);
        return Results.Json(new { name }, Json.Web, statusCode: StatusCodes.Status202Accepted);
    }
}
