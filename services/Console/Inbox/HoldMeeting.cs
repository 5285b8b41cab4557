using System.Globalization;
using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Inbox;

/// <summary>A proposal that a meeting has before it.</summary>
/// <param name="Version">Of the case as it was read.</param>
public sealed record Tabled(string Number, string FirmId, string StageId, Proposal? Proposal, string? Version);

/// <summary>What the meeting did about a case.</summary>
/// <param name="Outcome">decided, returned or refused.</param>
/// <param name="Code">Of the refusal.</param>
public sealed record Resolved(string CaseId, string Outcome, string? Decision, string? Code);

/// <summary>Records what a meeting decided about several proposals: first shows them, then approves or sends back each for itself; one that is refused holds no other back.</summary>
internal static class HoldMeeting
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/inbox/meeting", Preview).For(Roles.Supervisor);
        routes.MapPost("/inbox/meeting", Hold).For(Roles.Supervisor);
    }

    private static async Task<IResult> Preview([FromQuery] string[] number, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
        await Page(await Task.WhenAll(number.Distinct().Take(Most).Select(one => Read(one, gateway, cancellation))), null, null, null, ladders, cancellation);

    private static async Task<IResult> Hold(IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var items = form.All("number").Zip(form.All("version"), (one, version) => new
        {
            number = one, version = long.Parse(version, CultureInfo.InvariantCulture), returnReason = form.Text($"return.{one}"),
        });
        try
        {
            var held = await gateway.Send<Minutes>(
                "api/ladder/v1/meetings", new { batch = form.Text("batch"), heldOn = form.Text("heldOn"), minutesRef = form.Text("minutesRef"), items }, form["key"]!, null, cancellation);
            return await Page([], held.Value.Results, null, null, ladders, cancellation);
        }
        catch (Refused refused) when (refused.IsShown)
        {
            var tabled = await Task.WhenAll(form.All("number").Select(one => Read(one, gateway, cancellation)));
            return await Page(tabled, null, refused.Problem, form, ladders, cancellation);
        }
    }

    private static async Task<Tabled> Read(string number, Gateway gateway, CancellationToken cancellation)
    {
        var found = await gateway.ReadVersioned<Tabled>($"api/ladder/v1/cases/{Urls.Part(number)}", cancellation);
        return found.Value with { Version = found.Version };
    }

    private static async Task<IResult> Page(
        IReadOnlyList<Tabled> tabled, IReadOnlyList<Resolved>? results, Problem? problem, IFormCollection? given, Ladders ladders, CancellationToken cancellation) =>
        PageSetup.Page<MeetingPage>(new { Tabled = tabled, Results = results, Problem = problem, Given = given, Rules = await ladders.Read(cancellation) }, problem?.Status);

    private sealed record Minutes(Resolved[] Results);
}
