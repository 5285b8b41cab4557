using System.Text;
using System.Text.Json;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Programmes;

/// <summary>What a publication of a draft would do.</summary>
/// <param name="Added">False where this very content is published already.</param>
/// <param name="Against">The version that it is compared with; null where none is published.</param>
/// <param name="ToConfirm">Rules that would wait for a confirmation.</param>
public sealed record CheckedDraft(
    string Version, DateOnly EffectiveFrom, DateOnly? EffectiveTo, bool Added, string? Against, int ToConfirm, Change[] Changes);

/// <summary>
/// The policy owner edits a draft, has it checked and compared with what is in force, and publishes it. The draft is kept by its writer: its text stands in
/// the form, goes along with every step, and can be saved as a file and put in again. Nothing is stored here before it is published.
/// </summary>
internal static class EditDraft
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/programmes/{id}/draft", Show).For(Roles.Policy);
        routes.MapPost("/programmes/{id}/draft", Check).For(Roles.Policy);
        routes.MapPost("/programmes/{id}/draft/file", Save).For(Roles.Policy);
        routes.MapPost("/programmes/{id}/versions", Publish).For(Roles.Policy);
    }

    /// <summary>It begins with the text of the latest version.</summary>
    private static async Task<IResult> Show(string id, Gateway gateway, CancellationToken cancellation)
    {
        var published = await gateway.Find<ProgrammeView>(ProgrammeRoutes.Of(id), cancellation);
        var text = published is null ? "" : JsonText.Of(await gateway.Read<JsonElement>(ProgrammeRoutes.File(id, published.Latest.Version), cancellation));
        return Page(id, text, null, null, await Since(id, 0, gateway, cancellation) is [var last, ..] ? last.Version : 0, []);
    }

    private static async Task<IResult> Check(string id, [FromForm] string? text, [FromForm] long began, IFormFile? file, Gateway gateway, CancellationToken cancellation)
    {
        var draft = await JsonFile.Read(file, text, cancellation);
        try
        {
            using var body = JsonFile.Body(draft);
            var found = await gateway.Send<CheckedDraft>(ProgrammeRoutes.Of(id, "/checks"), body, $"{Guid.NewGuid()}", null, cancellation);
            return Page(id, draft, found.Value, null, began, await Since(id, began, gateway, cancellation));
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return Page(id, draft, null, refused.Problem, began, await Since(id, began, gateway, cancellation));
        }
    }

    private static IResult Save(string id, [FromForm] string? text) =>
        Results.File(Encoding.UTF8.GetBytes(text ?? ""), "application/json", $"{id}.json");

    private static async Task<IResult> Publish(string id, [FromForm] string key, [FromForm] string text, [FromForm] long began, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            using var body = JsonFile.Body(text);
            await gateway.Send<object>(ProgrammeRoutes.Of(id, "/versions"), body, key, null, cancellation);
            return Results.LocalRedirect($"/programmes/{Urls.Part(id)}?said=programme-published");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return Page(id, text, null, refused.Problem, began, await Since(id, began, gateway, cancellation));
        }
    }

    // What was published and confirmed after the draft was begun, the newest first; nothing where no version is published.
    private static async Task<IReadOnlyList<TimelineLine>> Since(string id, long began, Gateway gateway, CancellationToken cancellation) =>
        await gateway.Find<Page<TimelineLine>>(ProgrammeRoutes.Of(id, "/timeline"), cancellation) is { } timeline ? [.. timeline.Items.Where(line => line.Version > began)] : [];

    /// <param name="began">Version of the programme at which the draft was begun.</param>
    /// <param name="since">What others have done since.</param>
    private static IResult Page(string id, string text, CheckedDraft? found, Problem? problem, long began, IReadOnlyList<TimelineLine> since) =>
        PageSetup.Page<DraftPage>(new { Id = id, Text = text, Found = found, Problem = problem, Began = began, Since = since }, problem?.Status);
}
