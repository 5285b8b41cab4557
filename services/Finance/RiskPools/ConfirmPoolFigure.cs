using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>Confirms a figure of a pool as it stands, with the document that says so.</summary>
/// <param name="Figure">Its name in the terms: <c>covered</c>.</param>
public sealed record ConfirmPoolFigure(string Figure, string DocumentRef)
{
    internal static object[] Decide(ConfirmPoolFigure command, RiskPool pool, string by, DateOnly today)
    {
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        if (pool.Confirmed.Any(c => c.Figure == command.Figure))
            return [];
        return pool.Unconfirmed().Contains(command.Figure)
            ? [new RiskPoolFigureConfirmed(pool.PoolId, command.Figure, command.DocumentRef, today, by)]
            : throw new RuleBroken("riskpool.figure-unknown", new { figure = command.Figure, known = pool.Unconfirmed() });
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/risk-pools/{poolId}/confirmations", Handle).IsCommand(Roles.Policy);

    private static async Task<Reply> Handle(ConfirmPoolFigure command, string poolId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        return RiskPoolAccess.Append(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context.Person);
    }
}
