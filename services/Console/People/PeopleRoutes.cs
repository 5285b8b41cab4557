namespace Cultivation.Console.People;

/// <summary>People on file, whom forms name by reference.</summary>
internal static class PeopleRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        FindPeople.Map(routes);
        ShowPerson.Map(routes);
        EraseTexts.Map(routes);
    }
}
