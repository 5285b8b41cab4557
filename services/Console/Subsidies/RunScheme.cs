using Cultivation.Console.Shared;

namespace Cultivation.Console.Subsidies;

/// <summary>Shows whom a scheme reaches in a year; a second form, with the digest of what was shown, records it.</summary>
internal static class RunScheme
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/subsidies/runs", Run).For(Office.Workers);

    private static async Task<IResult> Run(IFormCollection form, Gateway gateway, CancellationToken cancellation)
    {
        var (scheme, seen) = (form.Text("scheme") ?? "-", form.Text("seen"));
        try
        {
            var run = await gateway.Send<Qualifying>(
                $"api/finance/v1/schemes/{Urls.Part(scheme)}/runs", new { year = Fields.Whole(form["year"]) ?? 0, seen, version = Fields.Whole(form["of"]) }, form["key"]!, null, cancellation);
            return seen is null
                ? PageSetup.Page<RunPage>(new { Run = run.Value })
                : Results.LocalRedirect(Urls.Query("/subsidies", ("scheme", scheme), ("year", $"{run.Value.Year}"), ("said", "scheme-run")));
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return PageSetup.Page<RunPage>(new { refused.Problem }, refused.Problem.Status);
        }
    }
}
