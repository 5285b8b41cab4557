using Cultivation.Ladder.Firms;
using Cultivation.Ladder.IntellectualProperty;
using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Restructurings;

/// <summary>
/// A supervisor decides what of one firm of a merger or split passes to another: named figures, named rights, its age. Nothing passes unnamed,
/// and no title passes at all: the recognising body decides on it.
/// </summary>
/// <param name="FromFirmId">The firm that gives.</param>
/// <param name="AgePasses">The receiving firm's age counts from the giving firm's first day.</param>
/// <param name="DocumentRef">The paper that allocates.</param>
public sealed record AllocateRights(string RestructuringId, string FromFirmId, string[] FactIds, string[] IpNos, bool AgePasses, string DocumentRef)
{
    /// <summary>What goes to the receiving firm and what to the giving one.</summary>
    internal static (List<object> ToReceiver, List<object> ToGiver) Decide(
        AllocateRights command, Firm receiver, Firm giver, string by, DateOnly today, Func<string> newId)
    {
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        var restructured = receiver.Restructurings.FirstOrDefault(r => r.RestructuringId == command.RestructuringId)
            ?? throw new RuleBroken("restructuring.unknown", new { command.RestructuringId });
        if (!restructured.FromUscc.Contains(giver.CreditCode) || !restructured.ToUscc.Contains(receiver.CreditCode) || giver.Id == receiver.Id)
            throw new RuleBroken("restructuring.not-between", new { from = giver.CreditCode, to = receiver.CreditCode });
        List<object> toReceiver = [new RestructuringAllocated(
            restructured.RestructuringId, receiver.CreditCode, giver.CreditCode, command.FromFirmId, command.FactIds, command.IpNos,
            command.AgePasses ? giver.AgeFrom ?? giver.EstablishedOn : null, command.DocumentRef, by, today)];
        List<object> toGiver = [];
        foreach (var id in command.FactIds.Distinct())
        {
            var fact = giver.Facts.SingleOrDefault(f => f.Id == id) ?? throw new RuleBroken("fact.unknown", new { factId = id });
            if (receiver.Facts.FirstOrDefault(f => f.Key == fact.Key) is { } own)
                throw new RuleBroken("fact.already-recorded", new { fact.FiscalYear, fact.Metric, fact.DefinitionId, fact.Scope, recorded = own.Value });
            toReceiver.Add(new AnnualFactSubmitted(
                newId(), receiver.CreditCode, fact.FiscalYear, fact.Metric, fact.DefinitionId, fact.Value, fact.Unit, fact.SourceKind, fact.Scope,
                fact.DocumentHash));
        }
        foreach (var ipNo in command.IpNos.Distinct())
        {
            var right = giver.Properties.LastOrDefault(p => p.IpNo == ipNo) ?? throw new RuleBroken("ip.unknown", new { ipNo });
            if (!right.InForceOn(restructured.EffectiveOn))
                throw new RuleBroken("ip.not-in-force", new { ipNo, usedOn = restructured.EffectiveOn });
            // What a filing used stays used, whoever owns it; a pledge goes along.
            toReceiver.Add(new IntellectualPropertyRecorded(
                receiver.CreditCode, ipNo, right.IpClass, right.IpKind, right.GrantedOn, restructured.EffectiveOn, right.ExpiresOn, right.OwnerShare,
                IpAcquired.Merger, right.Uses.FirstOrDefault()?.FilingRef, command.DocumentRef));
            if (right.Pledges.LastOrDefault() is { To: null } pledge)
            {
                toReceiver.Add(new IntellectualPropertyChanged(
                    receiver.CreditCode, receiver.LegalName(), ipNo, IpChange.Pledged, restructured.EffectiveOn, pledge.Holder, command.DocumentRef));
            }
            toGiver.Add(new IntellectualPropertyChanged(
                giver.CreditCode, giver.LegalName(), ipNo, IpChange.TransferredOut, restructured.EffectiveOn, receiver.CreditCode, command.DocumentRef));
        }
        return toReceiver.Count == 1 && !command.AgePasses ? throw new RuleBroken("restructuring.nothing-named") : (toReceiver, toGiver);
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/allocations", Handle).IsEdit(Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(AllocateRights command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var giver = await context.Session.Events.FetchForWriting<Firm>(Firm.Key(command.FromFirmId), cancellation);
        if (giver.Aggregate is null)
            throw new RuleBroken("firm.unknown", new { id = command.FromFirmId });
        var (toReceiver, toGiver) = Decide(command, stream.Aggregate!, giver.Aggregate, context.Person.Subject, context.Today, context.NewId);
        if (toGiver.Count > 0)
            giver.AppendMany(toGiver);
        foreach (var user in await context.Session.LoadManyAsync<PropertyUser>(cancellation, command.IpNos))
            context.Session.Store(user with { FirmId = id });
        return FirmVersion.Reply(stream, toReceiver);
    }
}
