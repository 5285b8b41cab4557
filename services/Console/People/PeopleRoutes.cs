using Cultivation.Hosting;

namespace Cultivation.Console.People;

/// <summary>People on file, whom forms name by reference.</summary>
internal static class PeopleRoutes
{
    public static readonly string[] Workers = [Roles.CaseWorker, Roles.Supervisor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        FindPeople.Map(routes);
        ShowPerson.Map(routes);
    }
}
