using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.People;

/// <summary>A person's page.</summary>
internal static class ShowPerson
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people/{person}", (string person, Gateway gateway, Reader reader, CancellationToken cancellation) =>
            Page(person, null, null, gateway, reader, cancellation)).For(Office.Workers);
        routes.MapPost("/people/{person}/{act}", Do).For(Office.Workers);
    }

    private static Task<IResult> Do(string person, string act, IFormCollection form, Gateway gateway, Reader reader, CancellationToken cancellation) =>
        PersonActs.All.Do(
            act, $"api/ladder/v1/people/{Urls.Part(person)}", form, gateway,
            // Who was erased has no page any more.
            act == "erase-person" ? "/people?said=person-erase-person" : $"/people/{Urls.Part(person)}?said=person-{act}",
            (problem, tried) => Page(person, problem, tried, gateway, reader, cancellation), cancellation);

    private static async Task<IResult> Page(string person, Problem? problem, TriedAct? tried, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var path = $"api/ladder/v1/people/{Urls.Part(person)}";
        var ties = reader.Person.Is(Roles.Supervisor) ? gateway.Read<PersonTie[]>($"{path}/ties", cancellation) : Task.FromResult<PersonTie[]>([]);
        var (found, version) = await gateway.ReadVersioned<PersonView>(path, cancellation);
        return PageSetup.Page<PersonPage>(new { Person = found, Version = version, Ties = (IReadOnlyList<PersonTie>)await ties, Problem = problem, Tried = tried }, problem?.Status);
    }
}
