using System.Text.Json;
using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Groups;
using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Teams;
using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>An event that a criterion looked at.</summary>
/// <param name="Criteria">Ids of the criteria; empty for the registration and for relations of control, which all of them may ask for.</param>
internal sealed record UsedFact(ProvenEvent Event, string[] Criteria, JsonElement Data);

/// <summary>Finds the events that an evaluation rests on, by what its criteria say that they looked at.</summary>
internal static class UsedFacts
{
    /// <param name="happened">Events of a firm, up to the version that was read.</param>
    public static IEnumerable<UsedFact> In(IEnumerable<IEvent> happened, EligibilityEvaluated was)
    {
        List<Look> looks = [.. Looks(was.PerCriterion)];
        foreach (var e in happened)
        {
            var data = JsonSerializer.SerializeToElement(e.Data, e.EventType, Json.Web);
            var texts = Texts(data).ToHashSet(StringComparer.Ordinal);
            string[] criteria = [.. looks.Where(l => Shows(e.Data, l, texts)).Select(l => l.Criterion).Distinct()];
            if (criteria.Length > 0 || e.Data is EnterpriseRegistered or ControlRelationRecorded)
                yield return new(ProvenEvent.Of(e), criteria, data);
        }
    }

    private static bool Shows(object e, Look look, HashSet<string> texts) => e switch
    {
        IntellectualPropertyRecorded or IntellectualPropertyChanged => look is { Reference: "register", Name: "ipClassOne" or "ipClassTwo" },
        TeamRegistered or TeamChanged => look is { Reference: "register", Name: "teamMembers" },
        AdverseRecordListed r => look.Content?.Contains($" {r.RecordId} ", StringComparison.Ordinal) == true,
        _ => look.Reference is { } reference && texts.Contains(reference),
    };

    // What the criteria without parts looked at.
    private static IEnumerable<Look> Looks(JsonElement criteria) => criteria.EnumerateArray().SelectMany(c =>
        c.TryGetProperty("parts", out var parts) && parts.ValueKind == JsonValueKind.Array && parts.GetArrayLength() > 0 ? Looks(parts)
        : c.TryGetProperty("inputs", out var inputs) && inputs.ValueKind == JsonValueKind.Array
            ? inputs.EnumerateArray().Select(i => new Look(c.GetProperty("id").GetString()!, Text(i, "name"), Text(i, "reference"), Text(i, "content")))
            : []);

    private static string? Text(JsonElement input, string name) =>
        input.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.String => [data.GetString()!],
        JsonValueKind.Array => data.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => data.EnumerateObject().SelectMany(m => Texts(m.Value)),
        _ => [],
    };

    private sealed record Look(string Criterion, string? Name, string? Reference, string? Content);
}
