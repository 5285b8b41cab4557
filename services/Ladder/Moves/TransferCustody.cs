using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Moves;

/// <summary>
/// Hands a firm that moved as a whole over to the other district on a day. Its stages here end with that day; what was counted before stays
/// counted here.
/// </summary>
/// <param name="EffectiveOn">First day on which it is the other district's.</param>
/// <param name="OpenObligations">What is open beside what the register shows.</param>
public sealed record TransferCustody(string ToDistrict, DateOnly EffectiveOn, string HandoverRef, FreeText[] OpenObligations)
{
    internal static List<object> Decide(
        TransferCustody command, Firm firm, string district, IReadOnlyCollection<string> openCases, IReadOnlyCollection<Case> promised, DateOnly known)
    {
        Require.Text(command.HandoverRef, nameof(HandoverRef));
        foreach (var open in command.OpenObligations)
            Require.Text(open, nameof(OpenObligations), 500);
        if (firm.WentTo is { } earlier)
        {
            return (earlier.ToDistrict, earlier.EffectiveOn) == (command.ToDistrict, command.EffectiveOn)
                ? []
                : throw new RuleBroken("firm.gone", new { on = earlier.EffectiveOn, cause = "movedOut" });
        }
        firm.RequireHere();
        // A part move moves neither the firm nor the title: only a whole one to that district can be followed by a handover.
        if (firm.Moves.LastOrDefault(m => m.MoveKind == MoveKind.Whole) is not { } move || move.ToDivision != command.ToDistrict)
            throw new RuleBroken("move.not-moved-there", new { command.ToDistrict });
        if (command.ToDistrict == district)
            throw new RuleBroken("move.same-district", new { district });
        if (command.EffectiveOn < move.EffectiveOn)
            throw new RuleBroken("move.custody-before-move", new { command.EffectiveOn, movedOn = move.EffectiveOn });
        if (command.EffectiveOn > known)
            throw new RuleBroken("move.in-future", new { command.EffectiveOn });
        return
        [
            new DistrictCustodyTransferred(
                firm.CreditCode, firm.LegalName(), district, command.ToDistrict, command.EffectiveOn, RecognisingBody.Same(district, command.ToDistrict),
                command.HandoverRef, [.. OpenDuties.Of(firm, openCases, promised, command.EffectiveOn).Select(duty => (FreeText)duty), .. command.OpenObligations]),
            .. HolderGone.Decide(firm, Gone.MovedOut, command.HandoverRef, command.EffectiveOn, known),
        ];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/custody-transfers", Handle).IsEdit(Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(TransferCustody command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var open = await context.Session.QueryAsync<string>(
            $"select data ->> 'number' from {Database.Events}.mt_doc_opencase where tenant_id = ? and id >= ? and id < ? order by 1",
            cancellation, context.Tenant, $"{id}/", $"{id}0");
        var promised = await context.Session.QueryAsync<Case>(
            "where tenant_id = ? and data ->> 'firmId' = ? and data #>> array['commitment', 'signedOn'] is not null and data #>> array['commitment', 'outcome'] is null order by id",
            cancellation, context.Tenant, id);
        return FirmVersion.Reply(stream, Decide(command, stream.Aggregate!, context.Tenant, [.. open], promised, context.KnownDay()));
    }
}
