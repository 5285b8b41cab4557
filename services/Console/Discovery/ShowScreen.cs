using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Discovery;

/// <summary>What a screen raised in one go.</summary>
/// <param name="Passed">Firms that have a lead already, or had one let go not long ago.</param>
/// <param name="Next">Where another go begins; null at the end.</param>
public sealed record ScreenRun(int Matched, int Raised, int Passed, string? Next);

/// <summary>A screen's page: the firms that it finds now, with the reason; leads are raised from it, and it is retired.</summary>
internal static class ShowScreen
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/discovery/screens/{id}", Show).For(Office.Readers);
        routes.MapPost("/discovery/screens/{id}/leads", Apply).For(Office.Workers);
        routes.MapPost("/discovery/screens/{id}/retirement", Retire).For(Office.Workers);
    }

    private static Task<IResult> Show(string id, string? after, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
        Page(id, after, null, null, null, null, gateway, ladders, cancellation);

    private static async Task<IResult> Apply(
        string id, [FromForm] string key, [FromForm] string? after, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        try
        {
            var run = await gateway.Send<ScreenRun>(Urls.Query($"{Of(id)}/leads", ("after", after)), new { }, key, null, cancellation);
            return await Page(id, null, run.Value, null, null, null, gateway, ladders, cancellation);
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(id, null, null, null, null, refused.Problem, gateway, ladders, cancellation);
        }
    }

    private static async Task<IResult> Retire(
        string id, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        try
        {
            await gateway.Send<object>($"{Of(id)}/retirement", new { }, form["key"]!, form["version"], cancellation);
            return Results.LocalRedirect($"/discovery/screens/{Urls.Part(id)}?said=screen-retired");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(id, null, null, null, form, refused.Problem, gateway, ladders, cancellation);
        }
    }

    /// <param name="run">What was raised just now; null for none.</param>
    /// <param name="given">What stood in the fields of a form that was refused.</param>
    /// <param name="form">That form.</param>
    public static async Task<IResult> Page(
        string id, string? after, ScreenRun? run, ScreenFields? given, IFormCollection? form, Problem? problem, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        if (problem is not null)
            problem = await problem.Explained(form, $"{Of(id)}/timeline", gateway, cancellation);
        var rules = ladders.Read(cancellation);
        var matches = gateway.Read<Page<NearFirm>>(Urls.Query($"{Of(id)}/matches", ("after", after)), cancellation);
        var screen = await gateway.ReadVersioned<Screen>(Of(id), cancellation);
        return PageSetup.Page<ScreenPage>(
            new { Screen = screen.Value, screen.Version, Matches = await matches, Run = run, Given = given ?? screen.Value.Fields, Form = given is null ? null : form, Rules = await rules, Problem = problem },
            problem?.Status);
    }

    private static string Of(string id) => $"api/ladder/v1/screens/{Urls.Part(id)}";
}
