using System.Text.Json;
using Marten.Events;

namespace Cultivation.Ladder.Programmes;

/// <summary>Makes rules that are not documented the commission's own, so that they may decide real cases.</summary>
/// <param name="DocumentRef">The commission's paper.</param>
public sealed record ConfirmCriteria(ConfirmedCriterion[] Confirmations, string DocumentRef, DateOnly ConfirmedOn)
{
    /// <summary>Confirmed already as it stands: no event.</summary>
    internal static object[] Decide(ConfirmCriteria command, PublishedProgramme published, Rules rules, string by, DateOnly today)
    {
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        if (command.ConfirmedOn > today)
            throw new RuleBroken("programme.confirmed-in-future", new { command.ConfirmedOn });
        var known = rules.Programme.Confirmable.Select(c => c.Standing.Id).ToHashSet(StringComparer.Ordinal);
        if (Ids(command.Confirmations.Where(c => !known.Contains(c.Id))) is { Length: > 0 } unknown)
            throw new RuleBroken("programme.criterion-unknown", new { ids = unknown });
        if (Ids(command.Confirmations.Where(c => c.ConfirmedValue is { } value && !Same(value, rules.Written[c.Id]))) is { Length: > 0 } other)
            throw new RuleBroken("programme.value-differs", new { ids = other, published.Latest.Version });
        var confirmed = rules.Confirmed(published.Confirmations);
        return [.. command.Confirmations.Select(c => c.Id).Distinct(StringComparer.Ordinal).Where(id => !confirmed.ContainsKey(id)).Select(id =>
            new CriterionAssumptionConfirmed(id, rules.Written[id], command.DocumentRef, by, command.ConfirmedOn, published.Latest.Version))];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/programmes/{id}/confirmations", Handle).IsEdit(Roles.Policy).Produces<CriteriaConfirmed>();

    private static async Task<Reply> Handle(ConfirmCriteria command, string id, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<PublishedProgramme>(PublishedProgramme.Key(id), cancellation);
        if (stream.Aggregate is not { } published)
            throw new RuleBroken("programme.unknown", new { id });
        if (stream.StartingVersion != context.ExpectedVersion)
            throw new RuleBroken("version.stale");
        var rules = (await shelf.Look(context.Tenant, cancellation)).Files[published.Latest.Hash];
        var happened = Decide(command, published, rules, context.Person.Subject, context.Today);
        if (happened.Length > 0)
            stream.AppendMany(happened);
        return Reply.Ok(new CriteriaConfirmed(happened.Length, command.Confirmations.Length - happened.Length), stream.StartingVersion + happened.Length);
    }

    private static string[] Ids(IEnumerable<ConfirmedCriterion> criteria) => [.. criteria.Select(c => c.Id)];

    // The caller may name the whole rule or just its figure.
    private static bool Same(JsonElement given, JsonElement rule) =>
        JsonElement.DeepEquals(given, rule) || (Figure(rule) is { } figure && JsonElement.DeepEquals(given, figure));

    private static JsonElement? Figure(JsonElement rule) =>
        rule.TryGetProperty("value", out var value) ? value
        : rule.TryGetProperty("test", out var test) && test.TryGetProperty("value", out var tested) ? tested
        : null;
}

/// <param name="ConfirmedValue">What the commission read, to be sure that it is what is published.</param>
public sealed record ConfirmedCriterion(string Id, JsonElement? ConfirmedValue = null);

internal sealed record CriteriaConfirmed(int Confirmed, int Unchanged);
