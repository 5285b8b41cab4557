using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Discovery;

/// <summary>A case of the firm for the lead's stage.</summary>
public sealed record CaseOfLead(string Number, string StageId, string State);

/// <summary>A lead's page: why the firm was found, how it stands today, and what can be done next.</summary>
internal static class ShowLead
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/discovery/leads/{id}", Show).For(Office.Readers);

    private static Task<IResult> Show(string id, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
        Page(id, null, null, gateway, ladders, cancellation);

    /// <param name="problem">Why the last form was refused; null for none.</param>
    /// <param name="given">What stood in it.</param>
    public static async Task<IResult> Page(
        string id, Problem? problem, IFormCollection? given, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        if (problem is not null)
            problem = await problem.Explained(given, $"api/ladder/v1/leads/{Urls.Part(id)}/timeline", gateway, cancellation);
        var lead = await gateway.ReadVersioned<Lead>($"api/ladder/v1/leads/{Urls.Part(id)}", cancellation);
        var answer = StageAnswer.Ask(lead.Value.FirmId, lead.Value.StageId, [], gateway, cancellation);
        var cases = await gateway.Read<Page<CaseOfLead>>(Urls.Query("api/ladder/v1/cases", ("firmId", lead.Value.FirmId)), cancellation);
        return PageSetup.Page<LeadPage>(
            new
            {
                Lead = lead.Value, lead.Version, Answer = await answer, Rules = await rules, Problem = problem, Given = given,
                Cases = (IReadOnlyList<CaseOfLead>)[.. cases.Items.Where(one => one.StageId == lead.Value.StageId)],
            },
            problem?.Status);
    }
}
