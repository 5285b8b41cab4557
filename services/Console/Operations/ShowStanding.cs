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

    /// <summary>Does an operator's act and shows how all stands; a refusal is shown there.</summary>
    /// <param name="said">Word of the text that says that it was done.</param>
    public static async Task<IResult> Do(Gateway gateway, string path, object command, string key, string said, CancellationToken cancellation)
    {
        try
        {
            await gateway.Send<object>(path, command, key, null, cancellation);
            return Results.LocalRedirect($"/operations?said={said}");
        }
        catch (Refused refused) when (refused.Problem.Status is StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity)
        {
            return PageSetup.Page<StandingPage>(new { Standing = await Standing.Read(gateway, cancellation), refused.Problem }, refused.Problem.Status);
        }
    }

    private static async Task<IResult> Show(Gateway gateway, CancellationToken cancellation) =>
        PageSetup.Page<StandingPage>(new { Standing = await Standing.Read(gateway, cancellation) });

    private static async Task<IResult> Part(Gateway gateway, CancellationToken cancellation) =>
        PageSetup.Page<StandingView>(new { Standing = await Standing.Read(gateway, cancellation) });
}
