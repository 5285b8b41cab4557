using Cultivation.Console.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Operations;

/// <summary>A message that failed, or waits behind one of its subject that did.</summary>
public sealed record ParkedMessage(ParkedChange Change, string Reason, DateTimeOffset ParkedAt);

/// <summary>What the message says of itself; its content is not shown.</summary>
public sealed record ParkedChange(string Source, long Position, string Tenant, string Subject, string Type, DateTimeOffset Time, string? TraceParent)
{
    /// <summary>The trace that caused it; null where it was not traced.</summary>
    public string? TraceId => TraceParent?.Split('-') is [_, { Length: 32 } trace, ..] ? trace : null;
}

/// <summary>An event that an operator let a projection skip.</summary>
public sealed record SkippedEvent(string Name, long Sequence, string Tenant, string Stream, long Version, string Type, string? Reason, string SkippedBy, DateTimeOffset SkippedAt);

/// <summary>What a service holds back, and what it was let skip.</summary>
public sealed record HeldBack(string Service, IReadOnlyList<ParkedMessage> Parked, IReadOnlyList<SkippedEvent> Skipped);

/// <summary>The messages that wait for an operator, who retries those of a subject, or gives the first of them up for a reason.</summary>
internal static class ParkedMessages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations/parked", Show).For(Standing.Readers);
        routes.MapPost("/operations/parked/retries", Retry).For(Standing.Readers);
        routes.MapPost("/operations/parked/discards", Discard).For(Standing.Readers);
    }

    private static Task<IResult> Show(Gateway gateway, CancellationToken cancellation) => Page(gateway, null, cancellation);

    private static Task<IResult> Retry(
        [FromForm] string key, [FromForm] string service, [FromForm] string source, [FromForm] string tenant, [FromForm] string subject, Gateway gateway,
        CancellationToken cancellation) =>
        Do(gateway, $"api/{Urls.Part(service)}/v1/operations/parked/retries", new { source, tenant, subject }, key, "parked-retried", cancellation);

    private static Task<IResult> Discard(
        [FromForm] string key, [FromForm] string service, [FromForm] string source, [FromForm] long position, [FromForm] string reason, Gateway gateway,
        CancellationToken cancellation) =>
        Do(gateway, $"api/{Urls.Part(service)}/v1/operations/parked/discards", new { source, position, reason }, key, "parked-discarded", cancellation);

    private static async Task<IResult> Do(Gateway gateway, string path, object command, string key, string said, CancellationToken cancellation)
    {
        try
        {
            await gateway.Send<object>(path, command, key, null, cancellation);
            return Results.LocalRedirect($"/operations/parked?said={said}");
        }
        catch (Refused refused) when (refused.Problem.Status is 404 or 409 or 422)
        {
            return await Page(gateway, refused.Problem, cancellation);
        }
    }

    private static async Task<IResult> Page(Gateway gateway, Problem? problem, CancellationToken cancellation)
    {
        var house = await gateway.Read<HouseView>("api/operations/v1/services", cancellation);
        var held = await Task.WhenAll(house.Services.Select(async service =>
        {
            var operations = $"api/{service.Name}/v1/operations";
            var (parked, skipped) = (gateway.Read<ParkedList>($"{operations}/parked?limit=200", cancellation), gateway.Read<SkippedList>($"{operations}/projections/dead-letters", cancellation));
            return new HeldBack(service.Name, (await parked).Parked, (await skipped).DeadLetters);
        }));
        return PageSetup.Page<ParkedPage>(new { Held = (IReadOnlyList<HeldBack>)held, Problem = problem }, problem?.Status);
    }

    private sealed record ParkedList(ParkedMessage[] Parked);

    private sealed record SkippedList(SkippedEvent[] DeadLetters);
}
