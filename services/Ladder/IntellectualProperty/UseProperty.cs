using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.IntellectualProperty;

/// <summary>
/// Marks a right as used in a high-tech filing. Class II serves one filing for ever; a right of several owners serves one of them
/// (国科发火〔2016〕195号).
/// </summary>
/// <param name="FilingRef">The case or the recognition.</param>
public sealed record UseProperty(string FilingRef, DateOnly UsedOn)
{
    internal static object[] Decide(UseProperty command, string ipNo, Firm firm, DateOnly today)
    {
        var property = Known(ipNo, firm);
        Require.Text(command.FilingRef, nameof(FilingRef));
        if (command.UsedOn > today)
            throw new RuleBroken("ip.in-future", new { ipNo });
        if (property.Uses.Any(u => u.FilingRef == command.FilingRef))
            return [];
        RequireInForce(property, command.UsedOn);
        RequireUnused(property);
        return [new IntellectualPropertyUsed(firm.CreditCode, ipNo, property.IpClass, command.FilingRef, command.UsedOn)];
    }

    /// <exception cref="RuleBroken"><c>ip.unknown</c>.</exception>
    internal static Property Known(string ipNo, Firm firm) =>
        firm.Properties.LastOrDefault(p => p.IpNo == ipNo) ?? throw new RuleBroken("ip.unknown", new { ipNo });

    /// <exception cref="RuleBroken"><c>ip.not-in-force</c>.</exception>
    internal static void RequireInForce(Property property, DateOnly usedOn)
    {
        if (!property.InForceOn(usedOn))
            throw new RuleBroken("ip.not-in-force", new { property.IpNo, usedOn });
    }

    /// <exception cref="RuleBroken"><c>ip.used-before</c>: it is of class II and a filing used it.</exception>
    internal static void RequireUnused(Property property)
    {
        if (property.IpClass == IpClass.II && property.Uses is [var used, ..])
            throw new RuleBroken("ip.used-before", new { property.IpNo, used.FilingRef });
    }

    /// <exception cref="RuleBroken"><c>ip.used-by-other</c>: another owner in the district used it.</exception>
    internal static void RequireOwn(PropertyUser? user, string firmId)
    {
        if (user is not null && user.FirmId != firmId)
            throw new RuleBroken("ip.used-by-other", new { ipNo = user.Id, user.FirmId });
    }

    /// <exception cref="RuleBroken"><c>ip.used-by-other</c>.</exception>
    internal static async Task Take(IDocumentSession session, string ipNo, string firmId, CancellationToken cancellation)
    {
        var user = await session.LoadAsync<PropertyUser>(ipNo, cancellation);
        RequireOwn(user, firmId);
        if (user is null)
            session.Insert(new PropertyUser(ipNo, firmId));
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/properties/{ipNo}/uses", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(UseProperty command, string id, string ipNo, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var happened = Decide(command, ipNo, stream.Aggregate!, context.Today);
        if (happened.Length > 0)
            await Take(context.Session, ipNo, id, cancellation);
        return FirmVersion.Reply(stream, happened);
    }
}
