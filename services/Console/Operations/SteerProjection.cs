using Cultivation.Console.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Operations;

/// <summary>Pauses, resumes, retries or rebuilds a projection, or lets it skip the event at which it stopped, for a reason that is kept.</summary>
internal static class SteerProjection
{
    private static readonly string[] Acts = ["pause", "resume", "retry", "rebuild", "skip"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/projections", Steer).For(Standing.Readers);

    private static async Task<IResult> Steer(
        [FromForm] string key, [FromForm] string service, [FromForm] string name, [FromForm] string act, [FromForm] long? sequence, [FromForm] string? reason,
        Gateway gateway, CancellationToken cancellation)
    {
        if (!Acts.Contains(act, StringComparer.Ordinal))
            throw new BadHttpRequestException($"There is no act {act}.");
        return await ShowStanding.Do(
            gateway, $"api/{Urls.Part(service)}/v1/operations/projections/{Urls.Part(name)}/{act}", new { sequence, reason }, key, $"projection-{act}", cancellation);
    }
}
