namespace Cultivation.Ladder.Targets;

/// <summary>The policy owner records a target that a paper sets. A later paper for the same indicator and year is another target; nothing is overwritten.</summary>
/// <param name="Of">Ids of stages or rungs (stock, new in year), or kinds of title (awards, or titles in stock). Of several each firm counts once; stages and titles do not mix.</param>
public sealed record SetTarget(
    string Indicator, int Year, TargetOperator Operator, decimal Value, string Unit, CountBasis Basis, string[] Of, string DocumentRef, DateOnly PublishedOn)
{
    /// <param name="stages">Ids of the district's stages.</param>
    /// <param name="titles">Kinds of title that its programmes define.</param>
    internal static object[] Decide(
        SetTarget command, TargetsOfYear? known, IReadOnlySet<string> stages, IReadOnlySet<string> titles, string id, string by, DateOnly today)
    {
        Require.Text(command.Indicator, nameof(Indicator));
        Require.Text(command.Unit, nameof(Unit), 16);
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        if (command.PublishedOn > today || !TargetsOfYear.Takes(command.Year) || command.Value <= 0)
            throw new RuleBroken("target.figures", new { command.Year, command.Value, command.PublishedOn });
        string[] unknown = [.. command.Of.Where(one => !titles.Contains(one) && (command.Basis == CountBasis.CumulativeAwards || !stages.Contains(one)))];
        if (command.Of.Length == 0 || unknown.Length > 0)
            throw new RuleBroken("target.of-unknown", new { unknown, command.Basis });
        if (command.Of.Any(stages.Contains) && !command.Of.All(stages.Contains))
            throw new RuleBroken("target.of-mixed", new { command.Of });
        var set = new TargetSet(
            id, command.Indicator, command.Year, command.Operator, command.Value, command.Unit, command.Basis, command.Of, command.DocumentRef,
            command.PublishedOn, by);
        return known?.All.Any(t => t.Indicator == set.Indicator && t.DocumentRef == set.DocumentRef && (t.Operator, t.Value, t.Basis) == (set.Operator, set.Value, set.Basis)) == true
            ? [] : [set];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/targets", Handle).IsCommand(Roles.Policy).Produces<TargetRecorded>();

    private static async Task<Reply> Handle(SetTarget command, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<TargetsOfYear>(TargetsOfYear.Key(command.Year), cancellation);
        var published = await shelf.Look(context.Tenant, cancellation);
        var stages = published.Rungs.On(context.Today).Select(r => r.StageId).ToHashSet(StringComparer.Ordinal);
        var happened = Decide(command, stream.Aggregate, stages, published.Credentials(), context.NewId(), context.Person.Subject, context.Today);
        stream.AppendMany(happened);
        return Reply.Ok(new TargetRecorded(command.Year, command.Indicator, happened.Length > 0));
    }
}

/// <param name="Added">False where the same paper had said the same before.</param>
internal sealed record TargetRecorded(int Year, string Indicator, bool Added);
