using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.AnnualReports;

/// <summary>A supervisor deals with a drafted cancellation: sends it to the recognising body, or drops it.</summary>
/// <param name="Reference">The letter sent, or why it was dropped.</param>
public sealed record SettleProposal(ProposalOutcome Outcome, string Reference, DateOnly SettledOn)
{
    internal static object[] Decide(SettleProposal command, string recognitionId, Firm firm, DateOnly today)
    {
        var proposal = firm.Proposals.LastOrDefault(p => p.RecognitionId == recognitionId) ?? throw new RuleBroken("proposal.none", new { recognitionId });
        Require.Text(command.Reference, nameof(Reference));
        if (proposal.Outcome is { } earlier)
            return earlier == command.Outcome ? [] : throw new RuleBroken("proposal.settled", new { recognitionId, outcome = earlier });
        if (command.SettledOn > today || command.SettledOn < proposal.ProposedOn)
            throw new RuleBroken("proposal.settled-when", new { command.SettledOn, proposal.ProposedOn });
        return [new CancellationProposalSettled(firm.CreditCode, recognitionId, command.Outcome, command.Reference, command.SettledOn)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/firms/{id}/recognitions/{recognitionId}/cancellation-proposal/settlement", Handle).IsEdit(Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(SettleProposal command, string id, string recognitionId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, recognitionId, stream.Aggregate!, context.Today));
    }
}
