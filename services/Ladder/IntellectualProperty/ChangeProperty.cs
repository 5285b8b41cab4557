using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.IntellectualProperty;

/// <summary>Records what became of a right: given away, lapsed, invalidated, pledged or released.</summary>
/// <param name="Counterparty">Needed for a transfer and a pledge: the new owner, the holder of the pledge.</param>
public sealed record ChangeProperty(IpChange Change, DateOnly ChangedOn, string Source, FreeText? Counterparty = null)
{
    internal static object[] Decide(ChangeProperty command, string ipNo, Firm firm, DateOnly today)
    {
        var property = firm.Properties.LastOrDefault(p => p.IpNo == ipNo) ?? throw new RuleBroken("ip.unknown", new { ipNo });
        Require.Text(command.Source, nameof(Source));
        if (command.Change is IpChange.TransferredOut or IpChange.Pledged)
            Require.Text(command.Counterparty ?? "", nameof(Counterparty));
        if (command.ChangedOn > today)
            throw new RuleBroken("ip.in-future", new { ipNo });
        if (command.ChangedOn < property.OwnedFrom)
            throw new RuleBroken("ip.changed-before-owned", new { ipNo, property.OwnedFrom });
        if (property.EndedOn is { } ended)
            return (property.EndedBy, ended) == (command.Change, command.ChangedOn) ? [] : throw new RuleBroken("ip.ended", new { ipNo, endedOn = ended });
        var pledge = property.Pledges.LastOrDefault();
        if (command.Change == IpChange.Pledged && pledge is { To: null })
            return pledge.Holder.Text == command.Counterparty!.Text ? [] : throw new RuleBroken("ip.pledged-already", new { ipNo, holder = pledge.Holder.Text });
        if (command.Change == IpChange.PledgeReleased && pledge is not { To: null })
            return pledge?.To == command.ChangedOn ? [] : throw new RuleBroken("ip.not-pledged", new { ipNo });
        if (command.Change == IpChange.PledgeReleased && command.ChangedOn < pledge!.From)
            throw new RuleBroken("ip.released-before-pledge", new { ipNo, pledge.From });
        return [new IntellectualPropertyChanged(
            firm.CreditCode, firm.LegalName(), ipNo, command.Change, command.ChangedOn, command.Counterparty, command.Source)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/properties/{ipNo}/changes", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(ChangeProperty command, string id, string ipNo, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        await context.Session.ShowTexts(stream.Aggregate!.Properties, cancellation);
        return FirmVersion.Reply(stream, Decide(command, ipNo, stream.Aggregate!, context.Today));
    }
}
