using System.Net.Http.Headers;
using Cultivation.Console.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Lists;

/// <summary>Takes a file and has it read: a dry run, which changes nothing.</summary>
internal static class ReadList
{
    private const string Csv = "text/csv";
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lists", () => Page(null, null)).For(Office.Readers);
        routes.MapPost("/lists", Read).For(Office.Workers);
    }

    private static async Task<IResult> Read(
        [FromForm] string key, [FromForm] string kind, [FromForm] string listRef, [FromForm] string authority, IFormFile file, IFormCollection form,
        Gateway gateway, CancellationToken cancellation)
    {
        if (!ListRoutes.Kinds.Contains(kind))
            return Results.NotFound();
        await using var content = file.OpenReadStream();
        using var body = new StreamContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue(file.FileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? Excel : Csv);
        try
        {
            var read = await gateway.Send<ReadAnswer>(Urls.Query($"api/ladder/v1/imports/{kind}", ("listRef", listRef), ("authority", authority)), body, key, null, cancellation);
            return Results.LocalRedirect($"/lists/{Urls.Part(read.Value.Id)}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return Page(refused.Problem, form);
        }
    }

    private static IResult Page(Problem? problem, IFormCollection? given) =>
        PageSetup.Page<ReadListPage>(new { Problem = problem, Given = given }, problem?.Status);

    private sealed record ReadAnswer(string Id);
}
