using Cultivation.Criteria;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Groups;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Discovery;

/// <summary>A firm that a screen finds.</summary>
/// <param name="Met">The criteria of the screen that it meets; null where the screen has none.</param>
internal sealed record ScreenMatch(NearFirm Near, CriterionMet[]? Met);

/// <summary>Finds the firms that a screen is about: near the stage by the table, then by its own criteria on each firm's facts.</summary>
internal sealed class ScreenMatches(NpgsqlDataSource database, Shelf shelf)
{
    private const int MostLookedAt = 5_000;
    private const int AtOnce = 200;

    /// <returns>Matches, nearest first, and the cursor to go on from; null at the end. Of very many that do not match, only the first thousands are looked at in a call.</returns>
    public async Task<(List<ScreenMatch> Found, string? Next)> Find(
        IQuerySession session, Screen screen, DateOnly today, string? after, int most, CancellationToken cancellation)
    {
        var criteria = Screen.Parse(screen.Criteria);
        if (criteria is null)
        {
            var page = Paging.Page(await NearQuery.Read(database, session.TenantId, screen.Near, null, after, most + 1, cancellation), most, f => f.Cursor);
            return ([.. page.Items.Select(near => new ScreenMatch(near, null))], page.Next);
        }
        var published = await shelf.Look(session.TenantId, cancellation);
        var programme = published.WithStage(screen.StageId);
        var book = published.Open(programme, programme.RequireInForce(today));
        List<ScreenMatch> found = [];
        for (var looked = 0; looked < MostLookedAt; looked += AtOnce)
        {
            var near = await NearQuery.Read(database, session.TenantId, screen.Near, null, after, AtOnce, cancellation);
            var firms = (await session.LoadManyAsync<Firm>(cancellation, [.. near.Select(n => Firm.Key(n.FirmId))])).ToDictionary(f => f.Id);
            foreach (var one in near)
            {
                if (found.Count == most)
                    return (found, after);
                after = one.Cursor;
                if (!firms.TryGetValue(Firm.Key(one.FirmId), out var firm))
                    continue;
                var answered = Asked(firm, await GroupOf.Read(session, firm, today, cancellation), book, criteria, today);
                if (answered.Result == Result.Met)
                    found.Add(new(one, [.. EvaluateStage.Leaves(answered.Criteria).Where(c => c.Result == Result.Met).Select(CriterionMet.Of)]));
            }
            if (near.Count < AtOnce)
                return (found, null);
        }
        return (found, after);
    }

    private static GroupResult Asked(Firm firm, IReadOnlyList<GroupMember> group, RuleBook book, Group criteria, DateOnly today) =>
        Evaluate.Group(criteria, EvaluateStage.Subject(firm, book, today, [], group), today, book.Confirmed, book.Set);
}
