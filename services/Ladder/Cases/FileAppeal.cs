namespace Cultivation.Ladder.Cases;

/// <summary>The firm objects to a negative decision, itself or through the commission: once to each.</summary>
public sealed record FileAppeal(AppealGround Ground)
{
    internal static object[] Decide(FileAppeal command, Case @case, string by, DateOnly today) => @case switch
    {
        { Appeal: { Outcome: null } } => [],
        { State: CaseState.Decided, Decided.Decision: CaseDecision.NotRecommend, Appeal: null or { Outcome: AppealOutcome.Reopened } } =>
            [new AppealFiled(@case.Number, command.Ground, today, by)],
        _ => throw new RuleBroken("case.not-appealable", new { @case.Number, @case.State }),
    };

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{number}/appeal", Handle)
        .IsEdit(Roles.CaseWorker, Roles.Supervisor, Roles.Firm).Produces<CasePage>();

    private static async Task<Reply> Handle(FileAppeal command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        return CasePage.Reply(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context);
    }
}

/// <summary>An objection.</summary>
/// <param name="Outcome">Null until it is judged.</param>
public sealed record Appeal(AppealGround Ground, DateOnly FiledOn, AppealOutcome? Outcome = null, FreeText? Reason = null);
