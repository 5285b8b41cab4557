namespace Cultivation.Ladder.Cases;

/// <summary>What would come of sharing out, case by case by load, what nobody has: due first comes first. Nothing is stored.</summary>
/// <param name="People">Who takes part, in the order named.</param>
/// <param name="More">More cases wait than the plan holds.</param>
internal sealed record PlanByLoad(LoadShare[] People, PlannedCase[] Cases, bool More)
{
    private const int Most = 100;

    private const string Carriers = $"""
        select distinct data ->> 'assignee' from {Database.Events}.mt_doc_case
        where tenant_id = ? and data ->> 'assignee' is not null and data ->> 'state' in ('submitted', 'accepted') order by 1
        """;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases/assignments", Handle).IsQuery(Roles.Supervisor);

    /// <param name="people">References of case workers; null for those who have open cases.</param>
    /// <param name="stageId">Only cases for this stage; null for all.</param>
    private static async Task<PlanByLoad> Handle(string[]? people, string? stageId, QueryContext context, CancellationToken cancellation)
    {
        var named = people is { Length: > 0 } ? people : [.. await context.Session.QueryAsync<string>(Carriers, cancellation, context.Tenant)];
        if (named.Length == 0)
            return new([], [], false);
        var before = await AssignByLoad.LoadsOf(context.Session, named, cancellation);
        _ = AssignByLoad.Order(named, before);
        var waiting = await AssignByLoad.Waiting(context.Session, stageId, cancellation);
        List<string> loads = [.. before];
        List<PlannedCase> planned = [];
        foreach (var @case in waiting.Take(Most))
        {
            var person = await AssignByLoad.FirstFree(context.Session, @case, AssignByLoad.Order(named, loads), context.Today, cancellation);
            if (person is not null)
                loads.Add(person);
            planned.Add(new(@case.Number, @case.FirmId, @case.StageId, @case.State, person, @case.Version));
        }
        return new([.. named.Select(one => new LoadShare(one, before.Count(p => p == one), planned.Count(c => c.PersonRef == one)))], [.. planned], waiting.Count > Most);
    }
}

/// <summary>A person's part.</summary>
/// <param name="Open">Cases that the person has.</param>
/// <param name="Gets">Cases that would be added.</param>
internal sealed record LoadShare(string PersonRef, int Open, int Gets);

/// <summary>A case that nobody has.</summary>
/// <param name="PersonRef">Who would get it; null where each of the people has a conflict of interest.</param>
/// <param name="Version">For the If-Match of its assignment.</param>
internal sealed record PlannedCase(string Number, string FirmId, string StageId, CaseState State, string? PersonRef, long Version);
