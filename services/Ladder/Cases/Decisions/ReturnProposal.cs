namespace Cultivation.Ladder.Cases;

/// <summary>A supervisor other than who proposed sends the proposal back.</summary>
public sealed record ReturnProposal(FreeText Reason)
{
    internal static object[] Decide(ReturnProposal command, Case @case, string by, DateOnly today)
    {
        Require.Text(command.Reason, nameof(Reason), 2_000);
        _ = ToJudge(@case, by);
        return [new ProposalReturned(@case.Number, command.Reason, today, by)];
    }

    /// <summary>The proposal that waits for somebody else.</summary>
    /// <exception cref="RuleBroken"><c>case.not-accepted</c>, <c>case.not-proposed</c>, <c>case.same-person</c>.</exception>
    internal static ProposedDecision ToJudge(Case @case, string by)
    {
        if (@case.State != CaseState.Accepted)
            throw new RuleBroken("case.not-accepted", new { @case.Number, @case.State });
        var proposal = @case.Proposal ?? throw new RuleBroken("case.not-proposed", new { @case.Number });
        return proposal.By != by ? proposal : throw new RuleBroken("case.same-person", new { @case.Number });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/proposal/return", Handle).IsEdit(Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(ReturnProposal command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        return CasePage.Reply(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context);
    }
}
