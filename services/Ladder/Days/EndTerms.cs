using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Teams;
using Marten;

namespace Cultivation.Ladder.Days;

/// <summary>
/// Ends the stages whose term is over: a time in a pool, a team's months, a designation. A figure that waits for its confirmation ends nothing.
/// </summary>
internal sealed class EndTerms(IDocumentStore store, Shelf shelf, TimeProvider time)
{
    public const string TermEnded = "termEnded";
    private const int FirmsAtOnce = 100;

    /// <summary>Who stands on a stage since a day or longer, after a firm.</summary>
    private const string Sql = $"""
        select firm_id from {Database.Lists}.stage_spans
        where tenant_id = ? and stage_id = ? and known_to is null and valid_to is null and valid_from <= ? and firm_id > ? order by firm_id limit ?
        """;

    /// <returns>How many stages ended.</returns>
    public async Task<int> Run(string tenant, DateOnly day, string by, KnownSince? known, CancellationToken cancellation)
    {
        var rungs = (await shelf.Look(tenant, cancellation)).Rungs;
        var ended = 0;
        foreach (var rung in rungs.On(day).Where(r => r.Ends))
        {
            // A list may have set another end than the rule's; a team is never on its stage for less.
            var since = rung.Pool ? day : day.AddMonths(-rung.Term!.Months);
            var after = "";
            while (after is not null)
            {
                var (last, count) = await Contended.RunAsync(() => Some(tenant, rung.StageId, since, after, day, rungs, by, known, cancellation));
                (after, ended) = (last, ended + count);
            }
        }
        return ended;
    }

    /// <summary>The stage and, of a pool, the exit, where its last day is over on a day; nothing where it is not.</summary>
    internal static object[] Decide(Firm firm, string stageId, Rungs rungs, DateOnly over, DateOnly known)
    {
        if (!StageHistory.Held(firm.Stages, stageId, over) || rungs.Find(stageId, over) is not { Rung: { Ends: true } rung } || LastDay(firm, rung, over, rungs) is not { } last
            || last > over)
            return [];
        var (day, basis) = (last.AddDays(1), StageHistory.Spans(firm.Stages).Last(s => s.StageId == stageId && s.From <= over).BasisRef);
        return [.. LeaveLines.Leave(firm, rungs, stageId, TermEnded, rung.Next(TermEnded), basis, day, known)];
    }

    private static DateOnly? LastDay(Firm firm, Rung rung, DateOnly day, Rungs rungs) =>
        rung.Pool ? firm.PoolTimes.LastOrDefault(t => t.PoolId == rung.StageId && t.Exit is null)?.TermEndsOn
        : firm.Team is not null ? TeamTerm.Of(firm, day, rungs) is { StageId: var stage, EndsOn: var end } && stage == rung.StageId ? end : null
        : StageHistory.Spans(firm.Stages).Last(s => s.StageId == rung.StageId && s.From <= day).From.AddMonths(rung.Term!.Months).AddDays(-1);

    private async Task<(string? Last, int Ended)> Some(
        string tenant, string stageId, DateOnly since, string after, DateOnly day, Rungs rungs, string by, KnownSince? known, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, by, known);
        var found = await session.QueryAsync<string>(Sql, cancellation, tenant, stageId, since, after, FirmsAtOnce);
        var ended = 0;
        foreach (var firm in await session.LoadManyAsync<Firm>(cancellation, [.. found.Select(Firm.Key)]))
        {
            if (Decide(firm, stageId, rungs, day, known?.On ?? time.Today()) is not { Length: > 0 } happened)
                continue;
            session.Events.Append(firm.Id, firm.Version + happened.Length, happened);
            ended++;
        }
        await session.SaveChangesAsync(cancellation);
        return (found.Count == FirmsAtOnce ? found[^1] : null, ended);
    }
}
