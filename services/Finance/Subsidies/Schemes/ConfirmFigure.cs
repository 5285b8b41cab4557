using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies.Schemes;

/// <summary>Confirms a figure of a scheme as it stands, with the document that says so.</summary>
/// <param name="Figure">Its name in the rules: <c>rate</c>.</param>
public sealed record ConfirmFigure(int Version, string Figure, string DocumentRef)
{
    internal static object[] Decide(ConfirmFigure command, Scheme scheme, string by, DateOnly today)
    {
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        var version = scheme.At(command.Version);
        if (version.Confirmed.Any(c => c.Figure == command.Figure))
            return [];
        return version.Rules.ToConfirm().Contains(command.Figure)
            ? [new SchemeFigureConfirmed(scheme.SchemeId, command.Version, command.Figure, command.DocumentRef, today, by)]
            : throw new RuleBroken("scheme.figure-unknown", new { figure = command.Figure, known = version.Rules.ToConfirm() });
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/schemes/{id}/confirmations", Handle).IsCommand(Roles.Policy);

    private static async Task<Reply> Handle(ConfirmFigure command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Scheme>(Scheme.Key(id), cancellation);
        var scheme = stream.Aggregate ?? throw new RuleBroken("scheme.unknown", new { schemeId = id });
        var happened = Decide(command, scheme, context.Person.Subject, context.Today);
        stream.AppendMany(happened);
        return Reply.Ok(ReadSchemes.View(happened.Aggregate(scheme, (state, one) => state.After(one))));
    }
}
