using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Inbox;

/// <summary>What an assignment would do to one case.</summary>
/// <param name="Version">The version that was read, for the command.</param>
/// <param name="Problem">Why it was not done; null before and after it was.</param>
public sealed record PlannedAssignment(string Number, string FirmId, string StageId, string State, string? Assignee, string? Version, Problem? Problem = null);

/// <summary>Gives several cases to one person: first shows what would change, then does it, each case for itself.</summary>
internal static class AssignCases
{
    private const int Most = 100;
    private static readonly string[] Workers = [Roles.CaseWorker, Roles.Supervisor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/inbox/assignment", Preview).For(Workers);
        routes.MapPost("/inbox/assignment", Assign).For(Workers);
    }

    private static async Task<IResult> Preview([FromQuery] string[] number, string? to, Gateway gateway, Reader reader, Ladders ladders, CancellationToken cancellation)
    {
        var planned = await Task.WhenAll(number.Distinct().Take(Most).Select(one => Plan(one, gateway, cancellation)));
        return await Page(planned, Fields.Text(to) ?? reader.Person.Subject, null, ladders, cancellation);
    }

    private static async Task<IResult> Assign(
        [FromForm] string key, [FromForm] string to, [FromForm] string? reason, IFormCollection form,
        Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        List<PlannedAssignment> refused = [];
        foreach (var (one, read) in form["number"].OfType<string>().Zip(form["version"].OfType<string>()))
        {
            if ((await Give<object>(one, to, Fields.Text(reason), read, key, gateway, cancellation)).Problem is { } why)
                refused.Add(await Plan(one, gateway, cancellation) with { Problem = why });
        }
        return refused.Count == 0 ? Results.LocalRedirect("/inbox?said=assigned") : await Page(refused, to, reason, ladders, cancellation);
    }

    /// <summary>Gives one case to a person.</summary>
    /// <param name="version">That was read.</param>
    /// <param name="key">Of the form; each case has its own below it.</param>
    /// <returns>The case as it stands then, or why it was refused.</returns>
    public static async Task<(T? Case, Problem? Problem)> Give<T>(
        string number, string to, string? reason, string version, string key, Gateway gateway, CancellationToken cancellation) where T : class
    {
        try
        {
            var given = await gateway.Send<T>($"api/ladder/v1/cases/{Urls.Part(number)}/assignment", new { personRef = to, reason }, $"{key}-{number}", version, cancellation);
            return (given.Value, null);
        }
        catch (Refused why) when (why.IsShown)
        {
            return (null, why.Problem);
        }
    }

    private static async Task<PlannedAssignment> Plan(string number, Gateway gateway, CancellationToken cancellation)
    {
        var found = await gateway.ReadVersioned<PlannedAssignment>($"api/ladder/v1/cases/{Urls.Part(number)}", cancellation);
        return found.Value with { Version = found.Version };
    }

    private static async Task<IResult> Page(IReadOnlyList<PlannedAssignment> planned, string to, string? reason, Ladders ladders, CancellationToken cancellation) =>
        PageSetup.Page<AssignmentPage>(new { Planned = planned, To = to, Reason = reason, Rules = await ladders.Read(cancellation) });
}
