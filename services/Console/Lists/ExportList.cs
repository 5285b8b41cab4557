using Cultivation.Console.Shared;

namespace Cultivation.Console.Lists;

/// <summary>Hands on the file that Ladder gives out.</summary>
internal static class ExportList
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/lists/exports/{kind}", Export).For(Office.Readers);

    private static async Task<IResult> Export(string kind, string? format, HttpContext http, Gateway gateway, CancellationToken cancellation)
    {
        if (!ListRoutes.Kinds.Contains(kind))
            return Results.NotFound();
        var answer = await gateway.Open(Urls.Query($"api/ladder/v1/exports/{kind}", ("format", format)), cancellation);
        http.Response.RegisterForDispose(answer);
        var headers = answer.Content.Headers;
        return Results.Stream(
            await answer.Content.ReadAsStreamAsync(cancellation), headers.ContentType?.ToString(), headers.ContentDisposition?.FileName?.Trim('"') ?? kind);
    }
}
