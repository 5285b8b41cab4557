namespace Cultivation.Ladder.Cases;

/// <summary>
/// The firm takes its filing back before it is decided, or while a decision waits for its public notice, which then lets nothing take effect; the commission may
/// record it for the firm.
/// </summary>
public sealed record WithdrawCase
{
    internal static object[] Decide(Case @case, string by, DateOnly today) => @case switch
    {
        { State: CaseState.Submitted or CaseState.Accepted } or { State: CaseState.Decided, Notice: { Pending: true } } =>
            [new CaseWithdrawn(@case.Number, WithdrawalReason.ByFirm, today, by)],
        { State: CaseState.Withdrawn } => [],
        _ => throw new RuleBroken("case.not-open", new { @case.Number, @case.State }),
    };

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{number}/withdrawal", Handle)
        .IsEdit(Roles.CaseWorker, Roles.Supervisor, Roles.Firm).Produces<CasePage>();

    private static async Task<Reply> Handle(WithdrawCase command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        var happened = Decide(@case, context.Person.Subject, context.Today);
        if (happened.Length > 0)
            context.Session.Delete<OpenCase>(OpenCase.For(@case.FirmId, @case.ProgrammeId, @case.StageId));
        return CasePage.Reply(stream, happened, context);
    }
}
