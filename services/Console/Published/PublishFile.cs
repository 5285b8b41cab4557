using System.Text.Json;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Published;

/// <summary>Rules that are published as files: what there is of each kind, one of them with its file, and the forms that publish, confirm and pay in.</summary>
internal static class PublishFile
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/published", () => Results.LocalRedirect("/published/products")).For(Office.Readers);
        routes.MapGet("/published/{kind}", (string kind, Gateway gateway, Reader reader, CancellationToken cancellation) => List(kind, null, null, gateway, reader, cancellation))
            .For(Office.Readers);
        routes.MapGet(
                "/published/{kind}/{id}",
                (string kind, string id, Gateway gateway, Reader reader, CancellationToken cancellation) => One(kind, id, null, null, null, gateway, reader, cancellation))
            .For(Office.Readers);
        routes.MapPost("/published/{kind}", Publish).For(Roles.Policy);
        routes.MapPost("/published/{kind}/{id}/{act}", Do).For([Roles.Policy, .. Office.Workers]);
    }

    private static async Task<IResult> Publish(string kind, IFormCollection form, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        if (Named(kind) is not { } published)
            return Results.NotFound();
        var (of, text) = (form.Text("of"), await JsonFile.Read(form.Files.GetFile("file"), form["text"], cancellation));
        try
        {
            using var body = JsonFile.Body(text);
            await gateway.Send<JsonElement>(published.Command(of), body, form["key"]!, form.Text("version"), cancellation);
            return Results.LocalRedirect($"/published/{kind}?said=published-{kind}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return of is null
                ? await List(kind, text, refused.Problem, gateway, reader, cancellation) : await One(kind, of, text, refused.Problem, null, gateway, reader, cancellation);
        }
    }

    private static async Task<IResult> Do(string kind, string id, string act, IFormCollection form, Gateway gateway, Reader reader, CancellationToken cancellation) =>
        await PublishedActs.All.Do(
            act, $"api/finance/v1/{Urls.Part(kind)}/{Urls.Part(id)}", form, gateway, $"/published/{Urls.Part(kind)}/{Urls.Part(id)}?said=published-{act}",
            (problem, tried) => One(kind, id, null, problem, tried, gateway, reader, cancellation), cancellation);

    /// <param name="text">What stood in the form; null for a new file.</param>
    private static async Task<IResult> List(string kind, string? text, Problem? problem, Gateway gateway, Reader reader, CancellationToken cancellation) =>
        Named(kind) is { } published
            ? PageSetup.Page<PublishedPage>(
                new { Kind = published, Things = await published.Read(gateway, reader, cancellation), Text = text ?? published.Template(reader.Today), Problem = problem }, problem?.Status)
            : Results.NotFound();

    private static async Task<IResult> One(
        string kind, string id, string? text, Problem? problem, TriedAct? tried, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        if (Named(kind) is not { } published)
            return Results.NotFound();
        // Of products alone the next version is one of what was read.
        var version = kind == "products" ? (await gateway.ReadVersioned<JsonElement>($"api/finance/v1/products/{Urls.Part(id)}", cancellation)).Version : null;
        return (await published.Read(gateway, reader, cancellation)).FirstOrDefault(one => one.Id == id) is { } thing
            ? PageSetup.Page<PublishedThingPage>(
                new { Kind = published, Thing = thing, Version = version, Text = text ?? thing.Text, Problem = problem, Tried = tried }, problem?.Status)
            : Results.NotFound();
    }

    private static PublishedKind? Named(string kind) => Array.Find(PublishedKinds.All, one => one.Name == kind);
}
