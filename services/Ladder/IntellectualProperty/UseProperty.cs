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
        var property = firm.Properties.LastOrDefault(p => p.IpNo == ipNo) ?? throw new RuleBroken("ip.unknown", new { ipNo });
        Require.Text(command.FilingRef, nameof(FilingRef));
        if (command.UsedOn > today)
            throw new RuleBroken("ip.in-future", new { ipNo });
        if (property.Uses.Any(u => u.FilingRef == command.FilingRef))
            return [];
        if (!property.InForceOn(command.UsedOn))
            throw new RuleBroken("ip.not-in-force", new { ipNo, command.UsedOn });
        if (property.IpClass == IpClass.II && property.Uses is [var used, ..])
            throw new RuleBroken("ip.used-before", new { ipNo, used.FilingRef });
        return [new IntellectualPropertyUsed(firm.CreditCode, ipNo, property.IpClass, command.FilingRef, command.UsedOn)];
    }

    /// <exception cref="RuleBroken"><c>ip.used-by-other</c>: another owner in the district used it.</exception>
    internal static async Task Take(IDocumentSession session, string ipNo, string firmId, CancellationToken cancellation)
    {
        var user = await session.LoadAsync<PropertyUser>(ipNo, cancellation);
        if (user is null)
            session.Insert(new PropertyUser(ipNo, firmId));
        else if (user.FirmId != firmId)
            throw new RuleBroken("ip.used-by-other", new { ipNo, user.FirmId });
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
