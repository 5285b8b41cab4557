using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.People;

/// <summary>A person's page.</summary>
internal static class ShowPerson
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people/{person}", (string person, Gateway gateway, Reader reader, CancellationToken cancellation) =>
            Page(person, null, null, gateway, reader, cancellation)).For(PeopleRoutes.Workers);
        routes.MapPost("/people/{person}/{act}", Do).For(PeopleRoutes.Workers);
    }

    private static async Task<IResult> Do(string person, string act, IFormCollection form, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        if (PersonActs.All.FirstOrDefault(one => one.Name == act) is not { } asked)
            return Results.NotFound();
        try
        {
            await asked.Do($"api/ladder/v1/people/{Urls.Part(person)}", form, gateway, cancellation);
            // Who was erased has no page any more.
            return Results.LocalRedirect(act == "erase-person" ? "/people?said=person-erase-person" : $"/people/{Urls.Part(person)}?said=person-{act}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(person, refused.Problem, new(act, form), gateway, reader, cancellation);
        }
    }

    private static async Task<IResult> Page(string person, Problem? problem, TriedAct? tried, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var path = $"api/ladder/v1/people/{Urls.Part(person)}";
        var ties = reader.Person.Is(Roles.Supervisor) ? gateway.Read<PersonTie[]>($"{path}/ties", cancellation) : Task.FromResult<PersonTie[]>([]);
        var (found, version) = await gateway.ReadVersioned<PersonView>(path, cancellation);
        return PageSetup.Page<PersonPage>(new { Person = found, Version = version, Ties = (IReadOnlyList<PersonTie>)await ties, Problem = problem, Tried = tried }, problem?.Status);
    }
}
