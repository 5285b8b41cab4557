using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Inbox;

/// <summary>A person's part.</summary>
/// <param name="Open">Cases that the person had before.</param>
/// <param name="Gets">Cases that are added.</param>
public sealed record LoadShare(string PersonRef, int Open, int Gets);

/// <summary>A case that nobody has.</summary>
/// <param name="PersonRef">Who gets it; null where nobody may.</param>
/// <param name="Version">Of the case as it was read.</param>
/// <param name="Assignee">Who has it, after it was tried.</param>
/// <param name="Problem">Why it was not done; null before and after it was.</param>
public sealed record SharedCase(string Number, string StageId, string State, string? PersonRef, long Version, string? Assignee = null, Problem? Problem = null);

/// <summary>Who gets which cases.</summary>
/// <param name="More">More cases wait than these.</param>
public sealed record Sharing(LoadShare[] People, SharedCase[] Cases, bool More);

/// <summary>Shares out what nobody has by load: first shows Ladder's plan, then does what was shown, each case for itself, and says what was done.</summary>
internal static class ShareCases
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/inbox/sharing", Preview).For(Roles.Supervisor);
        routes.MapPost("/inbox/sharing", Share).For(Roles.Supervisor);
    }

    private static async Task<IResult> Preview(string? people, string? stageId, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var asked = Fields.Several(people).Distinct(StringComparer.Ordinal).Select(person => ("people", (string?)person)).Append(("stageId", stageId));
        var rules = ladders.Read(cancellation);
        var plan = await gateway.Read<Sharing>(Urls.Query("api/ladder/v1/cases/assignments", [.. asked]), cancellation);
        return PageSetup.Page<SharingPage>(new { Plan = plan, People = people, StageId = stageId, Rules = await rules });
    }

    private static async Task<IResult> Share(IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        List<SharedCase> given = [];
        foreach (var ((number, version), to) in form.All("number").Zip(form.All("version")).Zip(form.All("to")))
        {
            var (now, problem) = await AssignCases.Give<SharedCase>(number, to, null, version, form["key"]!, gateway, cancellation);
            now ??= await gateway.Read<SharedCase>($"api/ladder/v1/cases/{Urls.Part(number)}", cancellation);
            given.Add(now with { PersonRef = to, Problem = problem });
        }
        var people = given.GroupBy(one => one.PersonRef!, (person, all) => new LoadShare(person, 0, all.Count(one => one.Problem is null)));
        return PageSetup.Page<SharingPage>(new { Plan = new Sharing([.. people], [.. given], false), Done = true, Rules = await ladders.Read(cancellation) });
    }
}
