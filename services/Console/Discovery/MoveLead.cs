using Cultivation.Console.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Discovery;

/// <summary>Does what a form of a lead's page asks for: serve, recommend, dismiss, reopen, or file a case and recommend with it.</summary>
internal static class MoveLead
{
    /// <summary>Path of the command below the lead, and its body from the form. The names are those of the forms' addresses.</summary>
    private static readonly Dictionary<string, (string Path, Func<IFormCollection, object> Body)> Acts = new(StringComparer.Ordinal)
    {
        ["serve"] = ("service", _ => new { }),
        ["recommend"] = ("recommendation", form => new { caseNumber = form.Text("number") ?? "" }),
        ["dismiss"] = ("dismissal", form => new { reason = form.Text("reason") }),
        ["reopen"] = ("reopening", _ => new { }),
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/discovery/leads/{id}/{act}", Do).For(Office.Workers);
        routes.MapPost("/discovery/leads/{id}/case", File).For(Office.Workers);
    }

    private static async Task<IResult> Do(string id, string act, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        if (!Acts.TryGetValue(act, out var command))
            return Results.NotFound();
        try
        {
            await gateway.Send<object>(Of(id, command.Path), command.Body(form), form["key"]!, form["version"], cancellation);
            return Results.LocalRedirect($"/discovery/leads/{Urls.Part(id)}?said=lead-{act}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await ShowLead.Page(id, refused.Problem, form, gateway, ladders, cancellation);
        }
    }

    // Two commands, each under its own key: where the second is refused, sending the form again files no second case.
    private static async Task<IResult> File(
        string id, [FromForm] string key, [FromForm] string version, [FromForm] string firm, [FromForm] string programme, [FromForm] string stage,
        [FromForm] string channel, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        try
        {
            var filed = await gateway.Send<Numbered>(
                "api/ladder/v1/cases", new { firmId = firm, programmeId = programme, stageId = stage, channel }, key, null, cancellation);
            await gateway.Send<object>(Of(id, "recommendation"), new { caseNumber = filed.Value.Number }, $"{key}-lead", version, cancellation);
            return Results.LocalRedirect($"/discovery/leads/{Urls.Part(id)}?said=lead-filed");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await ShowLead.Page(id, refused.Problem, form, gateway, ladders, cancellation);
        }
    }

    private static string Of(string id, string command) => $"api/ladder/v1/leads/{Urls.Part(id)}/{command}";

    private sealed record Numbered(string Number);
}
