using Cultivation.Console.Shared;

namespace Cultivation.Console.Operations;

/// <summary>How the house stands: the page, and the part of it that is fetched again whenever something happened.</summary>
internal static class ShowStanding
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations", Show).For(Standing.Readers);
        routes.MapGet("/operations/standing", Part).For(Standing.Readers);
    }

    private static async Task<IResult> Show(Gateway gateway, CancellationToken cancellation) =>
        PageSetup.Page<StandingPage>(new { Standing = await Standing.Read(gateway, cancellation) });

    private static async Task<IResult> Part(Gateway gateway, CancellationToken cancellation) =>
        PageSetup.Page<StandingView>(new { Standing = await Standing.Read(gateway, cancellation) });
}
