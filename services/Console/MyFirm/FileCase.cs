using Cultivation.Console.Firms;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.MyFirm;

/// <summary>What the rules say today of a filing; nothing is stored by asking.</summary>
/// <param name="OpenCase">Number of the case that waits already; null for none.</param>
public sealed record PreCheck(string ProgrammeId, string Version, StageAnswer Evaluation, FilingPaper[] Papers, Promise? Promise, string? OpenCase);

/// <summary>A paper that a filing brings.</summary>
public sealed record FilingPaper(string Paper, bool Required);

/// <summary>How long the commission has, in the unit's days.</summary>
public sealed record Promise(int Value, string Unit);

/// <summary>The firm files for a rung: first it sees what the rules say today and which papers are asked for, then it files.</summary>
internal static class FileCase
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my-firm/cases/new", Show).For(Roles.Firm);
        routes.MapPost("/my-firm/cases", Submit).For(Roles.Firm);
    }

    private static Task<IResult> Show(string? stage, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation) =>
        Page(stage, null, null, gateway, ladders, reader, cancellation);

    private static async Task<IResult> Submit(
        [FromForm] string key, [FromForm] string programme, [FromForm] string stage, IFormCollection form, Gateway gateway, Ladders ladders, Reader reader,
        CancellationToken cancellation)
    {
        _ = MyFirmRoutes.Own(reader);
        try
        {
            var filed = await gateway.Send<Numbered>(
                "api/ladder/v1/cases",
                new { firmId = reader.Person.Firm, programmeId = programme, stageId = stage, channel = "online", rights = form.All("right") }, key, null, cancellation);
            return Results.LocalRedirect($"/my-firm/cases/{Urls.Part(filed.Value.Number)}?said=case-filed");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(stage, refused.Problem, form, gateway, ladders, reader, cancellation);
        }
    }

    private static async Task<IResult> Page(
        string? stage, Problem? problem, IFormCollection? given, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var id = MyFirmRoutes.Own(reader);
        var firm = gateway.Read<FirmView>($"api/ladder/v1/firms/{id}", cancellation);
        var rules = await ladders.Read(cancellation);
        var rung = rules.Rungs.FirstOrDefault(one => one.Id == stage);
        var (check, refused) = rung is null ? (null, null) : await Check(id, rung, gateway, cancellation);
        return PageSetup.Page<FilingPage>(
            new
            {
                Rules = rules, Rung = rung, Check = check, Rights = Field.Any("right", reader["field.filed-rights"], (await firm).Affairs.RightsInForce(reader)), Given = given,
                Problem = problem ?? refused,
            },
            problem?.Status);
    }

    // A rung for which no rules are in force cannot be filed for: the page says so and lets another be chosen.
    private static async Task<(PreCheck?, Problem?)> Check(string id, Rung rung, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            return (await gateway.Read<PreCheck>(
                Urls.Query($"api/ladder/v1/firms/{id}/prechecks/{Urls.Part(rung.Id)}", ("programme", rung.Programme)), cancellation), null);
        }
        catch (Refused refused) when (refused.NoRules)
        {
            return (null, refused.Problem);
        }
    }

    private sealed record Numbered(string Number);
}
