using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Firms;

/// <summary>Reads a firm as it was known on a day.</summary>
internal static class FirmReader
{
    /// <exception cref="RuleBroken"><c>firm.unknown</c>; <c>firm.forbidden</c> for a firm that asks about another one.</exception>
    public static async Task<Firm> Read(QueryContext context, string id, TwoTimes asked, CancellationToken cancellation)
    {
        Allow(context, id);
        var firm = asked.Provisional
            ? await context.Session.LoadAsync<Firm>(Firm.Key(id), cancellation)
            : await Known(context.Session, Firm.Key(id), asked, cancellation);
        return firm ?? throw new RuleBroken("firm.unknown", new { id });
    }

    /// <summary>Several firms by their keys and in their order, but for those that were not known by then.</summary>
    public static async Task<IReadOnlyList<Firm>> Read(IQuerySession session, IReadOnlyList<string> keys, TwoTimes asked, CancellationToken cancellation)
    {
        if (asked.Provisional)
            return [.. (await session.LoadManyAsync<Firm>(cancellation, [.. keys])).OrderBy(f => f.Id, StringComparer.Ordinal)];
        List<Firm> known = [];
        foreach (var key in keys)
        {
            if (await Known(session, key, asked, cancellation) is { } firm)
                known.Add(firm);
        }
        return known;
    }

    private static async Task<Firm?> Known(IQuerySession session, string key, TwoTimes asked, CancellationToken cancellation) =>
        Known(await session.Events.FetchStreamAsync(key, token: cancellation), asked);

    /// <summary>The firm by the events known by the end of the day of knowledge; null when none was.</summary>
    public static Firm? Known(IReadOnlyList<IEvent> happened, TwoTimes asked)
    {
        var known = happened.Where(asked.Knows).ToList();
        return known is [{ Data: EnterpriseRegistered or Teams.TeamRegistered }, ..] && !known.Exists(e => e.Data is RegistrationAnnulled)
            ? known.Aggregate(new Firm(), (firm, e) => firm.Evolve(e)!) with { Version = happened[^1].Version }
            : null;
    }

    /// <summary>A person of a firm sees that firm only; none, where the token names none.</summary>
    public static void Allow(QueryContext context, string id)
    {
        var person = context.Person;
        if (person.Firm != id && person.Roles is [Roles.Firm])
            throw new RuleBroken("firm.forbidden", new { id });
    }
}
