using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Imports;
using Marten;

namespace Cultivation.Ladder.Restructurings;

/// <summary>Records a merger or a split in the stream of each firm concerned that is registered here.</summary>
/// <param name="From">Credit codes before.</param>
/// <param name="To">Credit codes after.</param>
public sealed record RestructureFirms(
    RestructuringKind Kind, string[] From, string[] To, DateOnly EffectiveOn, string LegalBasis, string? FactAllocationRef = null)
{
    internal static EnterpriseRestructured Decide(RestructureFirms command, string id, DateOnly today)
    {
        Require.Text(command.LegalBasis, nameof(LegalBasis));
        foreach (var code in command.From.Concat(command.To))
        {
            if (Gb32100.Check(code) is null)
                throw new RuleBroken("firm.credit-code-malformed", new { creditCode = code });
        }
        var (many, one) = command.Kind == RestructuringKind.Merger ? (command.From, command.To) : (command.To, command.From);
        if (one.Length != 1 || many.Distinct().Count() != many.Length || many.Except(one).Any() is false)
            throw new RuleBroken("restructuring.sides", new { command.Kind });
        if (command.EffectiveOn > today)
            throw new RuleBroken("restructuring.in-future", new { command.EffectiveOn });
        return new(
            id, command.Kind, command.From, command.To, command.EffectiveOn, command.FactAllocationRef, command.LegalBasis, command.EffectiveOn.AddMonths(3));
    }

    /// <summary>The restructuring as a firm has it already; null where it has none of this kind, sides and day.</summary>
    internal static EnterpriseRestructured? Known(EnterpriseRestructured asked, Firm firm) => firm.Restructurings.FirstOrDefault(r =>
        (r.Kind, r.EffectiveOn) == (asked.Kind, asked.EffectiveOn) && r.FromUscc.SequenceEqual(asked.FromUscc) && r.ToUscc.SequenceEqual(asked.ToUscc));

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/restructurings", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<RestructuringRecorded>();

    private static async Task<Reply> Handle(RestructureFirms command, CommandContext context, CancellationToken cancellation)
    {
        var restructured = Decide(command, context.NewId(), context.Today);
        var firms = await FirmsByCode.Load(context.Session, [.. command.From, .. command.To], cancellation);
        if (firms.Count == 0)
            throw new RuleBroken("restructuring.nobody-here");
        // A firm that is registered later hears of it under the same id.
        restructured = firms.Values.Select(f => Known(restructured, f)).FirstOrDefault(known => known is not null) ?? restructured;
        string[] told = [.. firms.Values.Where(f => Known(restructured, f) is null).Select(f => f.Id).Order(StringComparer.Ordinal)];
        foreach (var key in told)
            (await context.Session.Events.FetchForWriting<Firm>(key, cancellation)).AppendOne(restructured);
        return Reply.Ok(new RestructuringRecorded(restructured.RestructuringId, [.. told.Select(Firm.IdOf)]));
    }
}

/// <param name="Firms">Ids of the firms in whose streams it was recorded now.</param>
internal sealed record RestructuringRecorded(string Id, string[] Firms);
