using JasperFx.Events;

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
            : KnownOn(await context.Session.Events.FetchStreamAsync(Firm.Key(id), token: cancellation), asked.KnownOn);
        return firm ?? throw new RuleBroken("firm.unknown", new { id });
    }

    /// <summary>The firm by the events known by the end of the day; null when none was.</summary>
    public static Firm? KnownOn(IReadOnlyList<IEvent> happened, DateOnly day)
    {
        var known = happened.Where(e => KnownSince.Day(e) <= day).ToList();
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
