using System.Globalization;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Cases;

/// <summary>Does what a form of a case's page asks for. Each act is a command of Ladder, which alone decides whether it may be done.</summary>
internal static class ActOnCase
{
    /// <summary>Path of the command below the case, and its body from the form. The names are those of the forms' addresses.</summary>
    private static readonly Dictionary<string, (string Path, Func<IFormCollection, object> Body)> Acts = new(StringComparer.Ordinal)
    {
        ["take"] = ("assignment", _ => new { }),
        ["accept"] = ("acceptance", form => new { missingTolerated = All(form, "paper") }),
        ["ask-papers"] = ("supplements", form => new { items = All(form, "paper"), newFault = form.Text("reason") }),
        ["receive-papers"] = ("supplements/receipts", form => new { items = All(form, "paper") }),
        ["pause"] = ("clock/pauses", form => new { reason = form.Text("clock"), note = form.Text("reason") }),
        ["resume"] = ("clock/resumption", form => new { note = form.Text("reason") }),
        ["extend"] = ("clock/extensions", form => new { days = int.TryParse(form["days"], CultureInfo.InvariantCulture, out var days) ? days : 0, note = form.Text("reason") }),
        ["propose"] = ("proposal", form => new { decision = form.Text("decision"), batch = form.Text("batch"), note = form.Text("reason"), judgements = Judgements(form) }),
        ["return"] = ("proposal/return", form => new { reason = form.Text("reason") }),
        ["approve"] = ("decision", _ => new { }),
        ["withdraw"] = ("withdrawal", _ => new { }),
        ["reopen"] = ("reopening", form => new { reason = form.Text("reason") }),
    };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{number}/{act}", Do).For(CaseRoutes.Workers);

    private static async Task<IResult> Do(
        string number, string act, IFormCollection form, Gateway gateway, Ladders ladders, WorkingDays days, CancellationToken cancellation)
    {
        if (!Acts.TryGetValue(act, out var command))
            return Results.NotFound();
        try
        {
            await gateway.Send<object>($"api/ladder/v1/cases/{Urls.Part(number)}/{command.Path}", command.Body(form), form["key"]!, form["version"], cancellation);
            return Results.LocalRedirect($"/cases/{Urls.Part(number)}?said=case-{act}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await ShowCase.Page(number, refused.Problem, form, gateway, ladders, days, cancellation);
        }
    }

    private static object[] Judgements(IFormCollection form) =>
        [.. All(form, "criterion").Select(id => new { criterionId = id, met = form[$"met.{id}"] == "yes", reason = form.Text($"why.{id}") ?? "" })];

    private static string[] All(IFormCollection form, string name) => [.. form[name].OfType<string>().Where(text => text.Length > 0)];
}
