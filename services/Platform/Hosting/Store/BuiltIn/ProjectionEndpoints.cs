using System.Security.Claims;
using Cultivation.EventStore;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting;

/// <summary>The operator's view of projections and subscriptions, and his hands on them. Whichever process leads obeys within half a second.</summary>
internal static class ProjectionEndpoints
{
    /// <param name="Sequence">The event's position, as the list tells it.</param>
    /// <param name="Reason">Why, up to 500 characters; it is kept.</param>
    internal sealed record SkipFailed(long Sequence, string Reason);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var projections = routes.MapGroup("/operations/projections").WithTags(nameof(ProjectionEndpoints)).RequireAuthorization(policy => policy.RequireRole(Roles.Operator));
        projections.MapGet("", List);
        projections.MapGet("/dead-letters", DeadLetters);
        Command(projections, "pause", (hands, name, cancellation) => hands.PauseAsync(name, cancellation));
        Command(projections, "resume", (hands, name, cancellation) => hands.ResumeAsync(name, cancellation));
        Command(projections, "retry", (hands, name, cancellation) => hands.RetryAsync(name, cancellation));
        Command(projections, "rebuild", (hands, name, cancellation) => hands.RebuildAsync(name, cancellation));
        projections.MapPost("/{name}/skip", Skip);
    }

    private static void Command(IEndpointRouteBuilder routes, string verb, Func<ProjectionOperator, string, CancellationToken, Task> command) =>
        routes.MapPost($"/{{name}}/{verb}", (string name, IDocumentStore store, Journal journal, ClaimsPrincipal caller, CancellationToken cancellation) =>
            Obey(name, "projection.nothing-to-rebuild", () => journal.Record(
                Person.Of(caller).Subject, verb, name, null, () => command(new ProjectionOperator(store), name, cancellation), cancellation)));

    private static Task<IResult> Skip(
        string name, SkipFailed command, IDocumentStore store, Journal journal, ClaimsPrincipal caller, CancellationToken cancellation)
    {
        Require.Text(command.Reason, nameof(command.Reason), 500);
        var by = Person.Of(caller).Subject;
        return Obey(name, "projection.not-stopped-there", () => journal.Record(
            by, "skip", FormattableString.Invariant($"{name} {command.Sequence}"), command.Reason.Trim(),
            () => new ProjectionOperator(store).SkipAsync(name, command.Sequence, by, cancellation), cancellation));
    }

    private static async Task<IResult> List(IDocumentStore store, CancellationToken cancellation) =>
        Results.Json(new { projections = await new ProjectionOperator(store).ListAsync(cancellation) }, Json.Web);

    private static async Task<IResult> DeadLetters(IDocumentStore store, CancellationToken cancellation) =>
        Results.Json(new { deadLetters = await new ProjectionOperator(store).DeadLettersAsync(cancellation) }, Json.Web);

    private static async Task<IResult> Obey(string name, string refusal, Func<Task> command)
    {
        try
        {
            await command();
            return Results.Json(new { name }, Json.Web, statusCode: StatusCodes.Status202Accepted);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new RuleBroken("projection.unknown", new { name });
        }
        catch (InvalidOperationException)
        {
            throw new RuleBroken(refusal, new { name });
        }
    }
}
