using Cultivation.Console.Shared;

namespace Cultivation.Console.MyFirm;

/// <summary>A firm's own pages. Whose they are is what the token says; no address names a firm.</summary>
internal static class MyFirmRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ShowMyFirm.Map(routes);
        ListMyCases.Map(routes);
        FileCase.Map(routes);
        ShowMyCase.Map(routes);
        Consents.Map(routes);
        ShowMySubsidies.Map(routes);
    }

    /// <summary>The firm for which the person acts, as a part of a path.</summary>
    /// <exception cref="Refused"><c>firm.none</c>: the account names no firm.</exception>
    public static string Own(Reader reader) => reader.Person.Firm is { Length: > 0 } firm
        ? Urls.Part(firm) : throw new Refused(new(StatusCodes.Status403Forbidden, "firm.none", reader["my.none"], null));
}
