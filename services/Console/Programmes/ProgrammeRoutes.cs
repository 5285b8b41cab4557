using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Programmes;

/// <summary>Programmes: read in plain words, compared, and written by the policy owner of the district whose rule it is.</summary>
internal static class ProgrammeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ListProgrammes.Map(routes);
        ShowProgramme.Map(routes);
        ShowVersion.Map(routes);
        CompareVersions.Map(routes);
        EditDraft.Map(routes);
        ConfirmRules.Map(routes);
        SetWindow.Map(routes);
    }

    /// <summary>A path of Ladder below a programme.</summary>
    public static string Of(string id, string tail = "") => $"api/ladder/v1/programmes/{Urls.Part(id)}{tail}";

    /// <summary>The published file of a version.</summary>
    public static string File(string id, string version) => Of(id, $"/versions/{Urls.Part(version)}");

    /// <summary>The reader may write the programmes of a district, which is the one that the reader works in now.</summary>
    public static bool Owns(this Reader reader, string district) => reader.Person.Is(Roles.Policy) && reader.District == district;
}
