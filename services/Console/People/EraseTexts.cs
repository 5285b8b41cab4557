using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.People;

/// <summary>Words in which a person is named.</summary>
/// <param name="Stream">What refers to them, as <c>case:2026-000001</c>.</param>
/// <param name="Name">Of an objection, who objects.</param>
public sealed record TextFound(string TextRef, string Stream, string Text, string? Name)
{
    /// <summary>Which service keeps them: ladder or finance.</summary>
    public string Service { get; init; } = "";
}

/// <summary>Reasons, notes and other words in which a person is named are found, in both services, and erased on request: for good. The search is a form that posts.</summary>
internal static class EraseTexts
{
    private static readonly string[] Services = ["ladder", "finance"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/texts", () => Page(null, null, null)).For(Roles.Supervisor);
        routes.MapPost("/texts/search", Search).For(Roles.Supervisor);
        routes.MapPost("/texts/{service}/{text}/erasure", Erase).For(Roles.Supervisor);
    }

    private static async Task<IResult> Search(IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        var asked = form.Text("text") ?? "";
        try
        {
            return Page(asked, await Find(asked, form, gateway, cancellation), null);
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return Page(asked, null, refused.Problem);
        }
    }

    private static async Task<IResult> Erase(string service, string text, IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        if (!Services.Contains(service))
            return Results.NotFound();
        try
        {
            await gateway.Send<object>($"api/{service}/v1/texts/{Urls.Part(text)}/erasure", new { requestRef = form.Text("requestRef") ?? "" }, form["key"]!, null, cancellation);
            return Results.LocalRedirect("/texts?said=text-erased");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return Page(null, null, refused.Problem);
        }
    }

    private static async Task<IReadOnlyList<TextFound>> Find(string asked, IFormCollection form, Gateway gateway, CancellationToken cancellation) =>
        [.. (await Task.WhenAll(Services.Select(async service =>
            (await gateway.Send<TextFound[]>($"api/{service}/v1/texts/search", new { text = asked }, $"{form["key"]}-{service}", null, cancellation)).Value
                .Select(found => found with { Service = service })))).SelectMany(found => found)];

    private static IResult Page(string? asked, IReadOnlyList<TextFound>? found, Problem? problem) =>
        PageSetup.Page<TextsPage>(new { Asked = asked, Found = found, Problem = problem }, problem?.Status);
}
