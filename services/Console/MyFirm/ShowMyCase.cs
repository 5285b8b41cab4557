using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.MyFirm;

/// <summary>A case of the firm, as far as it is the firm's to know; the firm may take it back before it is decided.</summary>
internal static class ShowMyCase
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my-firm/cases/{number}", Show).For(Roles.Firm);
        routes.MapPost("/my-firm/cases/{number}/withdrawal", Withdraw).For(Roles.Firm);
    }

    private static Task<IResult> Show(string number, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
        Page(number, null, gateway, ladders, cancellation);

    private static async Task<IResult> Withdraw(
        string number, [FromForm] string key, [FromForm] string version, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        try
        {
            await gateway.Send<object>($"api/ladder/v1/cases/{Urls.Part(number)}/withdrawal", new { }, key, version, cancellation);
            return Results.LocalRedirect($"/my-firm/cases/{Urls.Part(number)}?said=my-case-withdrawn");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(number, refused.Problem, gateway, ladders, cancellation);
        }
    }

    private static async Task<IResult> Page(string number, Problem? problem, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        var found = await gateway.ReadVersioned<CaseView>($"api/ladder/v1/cases/{Urls.Part(number)}", cancellation);
        return PageSetup.Page<MyCasePage>(
            new { Case = found.Value, found.Version, Rules = await rules, Problem = problem }, problem?.Status);
    }
}
