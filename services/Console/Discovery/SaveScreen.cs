using System.Text.Json;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Discovery;

/// <summary>What is written in the fields of a screen, as it was written; null for an empty one.</summary>
public sealed record ScreenFields(string? Name, string? Stage, string? Missing, string? Open, string? Town, string? Industry, string? Criteria)
{
    internal static ScreenFields Of(Func<string, string?> field) => new(
        Fields.Text(field("name")), Fields.Text(field("stage")), Fields.Text(field("missing")), Fields.Text(field("open")), Fields.Text(field("town")),
        Fields.Text(field("industry")), Fields.Text(field("criteria")));

    /// <summary>For Ladder.</summary>
    /// <exception cref="JsonException">The criteria are no JSON.</exception>
    internal object Command() => new
    {
        name = Name ?? "", stageId = Stage ?? "", mostMissing = Fields.Whole(Missing) ?? 0, mostOpen = Fields.Whole(Open), town = Town, industry = Industry,
        criteria = Criteria is null ? (JsonElement?)null : JsonElement.Parse(Criteria),
    };
}

/// <summary>A screen is made or changed.</summary>
internal static class SaveScreen
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/discovery/screens/new", New).For(Office.Workers);
        routes.MapPost("/discovery/screens", Make).For(Office.Workers);
        routes.MapPost("/discovery/screens/{id}/changes", Change).For(Office.Workers);
    }

    private static Task<IResult> New(HttpRequest request, Ladders ladders, CancellationToken cancellation) =>
        Page(ScreenFields.Of(name => request.Query[name]), null, ladders, cancellation);

    private static async Task<IResult> Make(IFormCollection form, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var given = ScreenFields.Of(name => form[name]);
        try
        {
            var made = await Send<Made>("api/ladder/v1/screens", given, form, gateway, reader, cancellation);
            return Results.LocalRedirect($"/discovery/screens/{Urls.Part(made.ScreenId)}?said=screen-saved");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(given, refused.Problem, ladders, cancellation);
        }
    }

    private static async Task<IResult> Change(
        string id, IFormCollection form, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var given = ScreenFields.Of(name => form[name]);
        try
        {
            await Send<object>($"api/ladder/v1/screens/{Urls.Part(id)}/changes", given, form, gateway, reader, cancellation);
            return Results.LocalRedirect($"/discovery/screens/{Urls.Part(id)}?said=screen-saved");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await ShowScreen.Page(id, null, null, given, form, refused.Problem, gateway, ladders, cancellation);
        }
    }

    private static async Task<T> Send<T>(string path, ScreenFields given, IFormCollection form, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        try
        {
            return (await gateway.Send<T>(path, given.Command(), form["key"]!, form["version"], cancellation)).Value;
        }
        catch (JsonException broken)
        {
            var title = reader["screen.criteria.no-json", ("line", broken.LineNumber + 1), ("place", broken.BytePositionInLine + 1)];
            throw new Refused(new(StatusCodes.Status422UnprocessableEntity, "screen.criteria-invalid", title, null));
        }
    }

    private static async Task<IResult> Page(ScreenFields given, Problem? problem, Ladders ladders, CancellationToken cancellation) =>
        PageSetup.Page<NewScreenPage>(new { Given = given, Problem = problem, Rules = await ladders.Read(cancellation) }, problem?.Status);

    private sealed record Made(string ScreenId);
}
