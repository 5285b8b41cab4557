using Cultivation.Console.Firms;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Discovery;

/// <summary>Notes by hand that a firm may reach a rung: first the firm, by its code or from a list, then why.</summary>
internal static class RaiseLead
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/discovery/leads/new", Show).For(Office.Workers);
        routes.MapPost("/discovery/leads", Raise).For(Office.Workers);
    }

    private static async Task<IResult> Show(string? firm, string? code, string? stage, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var asked = Fields.Text(code);
        var found = asked is null ? Read(Fields.Text(firm), gateway, cancellation) : Find(asked, gateway, cancellation);
        return await Page(found, asked, stage, null, null, ladders, cancellation);
    }

    private static async Task<IResult> Raise(
        [FromForm] string key, [FromForm] string firm, [FromForm] string stage, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        try
        {
            var lead = await gateway.Send<Made>(
                "api/ladder/v1/leads",
                new { firmId = firm, stageId = stage, channel = form.Text("channel"), reasonZh = form.Text("zh") ?? "", reasonEn = form.Text("en") ?? "" },
                key, null, cancellation);
            return Results.LocalRedirect($"/discovery/leads/{Urls.Part(lead.Value.LeadId)}?said=lead-raised");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(Read(firm, gateway, cancellation), null, stage, refused.Problem, form, ladders, cancellation);
        }
    }

    private static async Task<FoundFirm?> Read(string? firm, Gateway gateway, CancellationToken cancellation) =>
        firm is null ? null : await gateway.Read<FoundFirm>($"api/ladder/v1/firms/{Urls.Part(firm)}", cancellation);

    private static async Task<FoundFirm?> Find(string code, Gateway gateway, CancellationToken cancellation) =>
        (await gateway.Read<Page<FoundFirm>>(Urls.Query("api/ladder/v1/firms", ("creditCode", code)), cancellation)).Items.FirstOrDefault();

    private static async Task<IResult> Page(
        Task<FoundFirm?> firm, string? code, string? stage, Problem? problem, IFormCollection? given, Ladders ladders, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        return PageSetup.Page<RaiseLeadPage>(
            new { Firm = await firm, Code = code, Stage = stage, Rules = await rules, Problem = problem, Given = given }, problem?.Status);
    }

    private sealed record Made(string LeadId);
}
