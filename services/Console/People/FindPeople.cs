using Cultivation.Console.Shared;

namespace Cultivation.Console.People;

/// <summary>Finds people by two characters of their name, and puts new ones on file. The search is a form that posts, so that no name stands in an address.</summary>
internal static class FindPeople
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people", () => Page(null, null, null, null)).For(Office.Workers);
        routes.MapPost("/people/search", Search).For(Office.Workers);
        routes.MapPost("/people/register-person", Register).For(Office.Workers);
    }

    private static async Task<IResult> Search(IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        var text = form.Text("text") ?? "";
        try
        {
            var found = await gateway.Send<PersonNamed[]>("api/ladder/v1/people/search", new { text }, form["key"]!, null, cancellation);
            return Page(text, found.Value, null, null);
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return Page(text, null, refused.Problem, null);
        }
    }

    private static async Task<IResult> Register(IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            var made = await gateway.Send<Numbered>("api/ladder/v1/people", PersonActs.Register.Body(form), form["key"]!, null, cancellation);
            return Results.LocalRedirect($"/people/{Urls.Part(made.Value.PersonRef)}?said=person-register-person");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return Page(null, null, refused.Problem, new("register-person", form));
        }
    }

    private static IResult Page(string? asked, IReadOnlyList<PersonNamed>? found, Problem? problem, TriedAct? tried) =>
        PageSetup.Page<PeoplePage>(new { Asked = asked, Found = found, Problem = problem, Tried = tried }, problem?.Status);

    private sealed record Numbered(string PersonRef);
}
