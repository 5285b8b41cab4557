using Cultivation.Console.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Operations;

/// <summary>Has a service read again all that a source ever said, for a reason that is kept, so that it learns what was recorded before it was published.</summary>
internal static class RereadSource
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/rereadings", Begin).For(Standing.Readers);

    private static Task<IResult> Begin(
        [FromForm] string key, [FromForm] string service, [FromForm] string source, [FromForm] string reason, Gateway gateway, CancellationToken cancellation) =>
        ShowStanding.Do(gateway, $"api/{Urls.Part(service)}/v1/operations/rereadings", new { source, reason }, key, "source-reread", cancellation);
}
