using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>A decision calculated again from the streams at the versions that it used and the rules of the version that the case stays on.</summary>
/// <param name="FactsAsOf">The facts are those known at this instant.</param>
/// <param name="Recorded">The result as it was recorded.</param>
/// <param name="Same">Results, numbers and confirmed figures are the same.</param>
internal sealed record Recomputation(
    string Number, DateOnly AsOf, DateTimeOffset FactsAsOf, string ProgrammeVersion, string RulesHash, StreamRead[] Streams, string Recorded,
    string Recomputed, bool Same, RecomputedCriterion[] Criteria);

/// <summary>One criterion, with its parts, then and now; null where one of the two has none.</summary>
internal sealed record RecomputedCriterion(string Id, JsonElement? Recorded, JsonElement? Recomputed, bool Same);

internal static class RecomputeDecision
{
    /// <summary>The last evaluation of a case.</summary>
    /// <exception cref="RuleBroken"><c>case.not-evaluated</c>.</exception>
    public static async Task<Recomputation> Run(IQuerySession session, Shelf shelf, Case @case, CancellationToken cancellation)
    {
        var happened = await session.Events.FetchStreamAsync(@case.Id, token: cancellation);
        var was = happened.Select(e => e.Data).OfType<EligibilityEvaluated>().LastOrDefault()
            ?? throw new RuleBroken("case.not-evaluated", new { @case.Number });
        return await Run(session, shelf, @case, was, cancellation);
    }

    /// <summary>One evaluation of a case.</summary>
    public static async Task<Recomputation> Run(IQuerySession session, Shelf shelf, Case @case, EligibilityEvaluated was, CancellationToken cancellation)
    {
        var ofFirm = await session.Events.FetchStreamAsync(Firm.Key(@case.FirmId), token: cancellation);
        var read = await EvaluationRead.Of(session, shelf, was, ofFirm, cancellation);
        return Compare(@case.Number, was, read.Again(), read.Book.Confirmed);
    }

    internal static Recomputation Compare(string number, EligibilityEvaluated was, StageResult result, IReadOnlySet<string> confirmed)
    {
        var then = ById(was.PerCriterion);
        var now = ById(JsonSerializer.SerializeToElement(result.Criteria, Json.Web));
        RecomputedCriterion[] criteria = [.. then.Keys.Union(now.Keys).Select(id =>
        {
            var (recorded, again) = (Found(then, id), Found(now, id));
            return new RecomputedCriterion(id, recorded, again, recorded is { } r && again is { } a && JsonElement.DeepEquals(r, a));
        })];
        var word = result.Result.Word();
        return new(
            number, was.AsOf, was.FactsAsOf, was.Version, was.RulesHash, was.Streams, was.Result, word,
            word == was.Result && criteria.All(c => c.Same) && confirmed.SetEquals(was.Confirmed), criteria);
    }

    private static Dictionary<string, JsonElement> ById(JsonElement criteria) =>
        criteria.EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!, c => c, StringComparer.Ordinal);

    private static JsonElement? Found(Dictionary<string, JsonElement> criteria, string id) => criteria.TryGetValue(id, out var found) ? found : null;
}
