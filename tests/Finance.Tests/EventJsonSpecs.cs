using System.Reflection;
using System.Text.Json;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Finance.History;
using Cultivation.Hosting;

namespace Cultivation.Finance.Tests;

/// <summary>Events are stored for ever: their JSON changes only on purpose, with an upcaster.</summary>
public sealed class EventJsonSpecs
{
    [Fact]
    public void the_json_of_every_event_is_as_it_was()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        Snapshot.Is("events", JsonSerializer.Serialize(
            EventSamples.All.ToDictionary(e => JsonNamingPolicy.SnakeCaseLower.ConvertName(e.GetType().Name), e => JsonSerializer.SerializeToElement(e, e.GetType(), options)), options));
    }

    [Fact]
    public void words_are_stored_by_reference_and_older_ones_are_read_as_they_stand()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        var before = JsonSerializer.Deserialize<WebhookDisabled>("""{"bankId": "bank-a", "reason": "维护", "by": "zhao"}""", options)!;
        Assert.Equal(new WebhookDisabled("bank-a", new FreeText(null, "维护"), "zhao"), before);
        Assert.DoesNotContain("维护", JsonSerializer.Serialize(before with { Reason = EventSamples.Said("维护") }, options), StringComparison.Ordinal);
    }

    /// <summary>Every string of an event is an id, a code, a reference to a person, or what a thing or paper is called. A new one has to be judged here.</summary>
    [Fact]
    public void no_event_has_a_sentence_of_its_own()
    {
        var strings = EventSamples.All.SelectMany(e => Strings(e.GetType(), "", []).Select(s => (Name: s, Event: JsonNamingPolicy.SnakeCaseLower.ConvertName(e.GetType().Name))));
        Snapshot.TextIs("strings.txt", string.Join('\n', strings.Distinct().GroupBy(s => s.Name, s => s.Event, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Order(StringComparer.Ordinal))}")));
    }

    // Of an event's own, and of the records in it.
    private static IEnumerable<string> Strings(Type type, string before, HashSet<Type> seen) => !seen.Add(type) ? [] : type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0 && p.PropertyType != typeof(FreeText)).SelectMany(p =>
    {
        var held = p.PropertyType.IsArray ? p.PropertyType.GetElementType()! : p.PropertyType;
        return held == typeof(string) || held == typeof(JsonElement) ? [before + p.Name]
            : held is { IsEnum: false, Namespace: { } space } && space.StartsWith("Cultivation.", StringComparison.Ordinal) ? Strings(held, $"{held.Name}.", seen) : [];
    });

    [Fact]
    public void no_event_is_missing_here() => Assert.Equal(FinanceEvents.All.Append(typeof(TextErased)).Order(ByName), EventSamples.All.Select(e => e.GetType()).Order(ByName));

    /// <summary>What Finance learnt of the ladder (it names the change) and what a pool is by itself is no part of a firm's history.</summary>
    [Fact]
    public void what_happens_to_a_firm_has_a_title() => Assert.Equal(
        FinanceEvents.Account.Where(type => type.GetProperty("Ref") is null && type != typeof(FigureLearnt)).Concat(FinanceEvents.Loan).Concat(FinanceEvents.Subsidy)
            .Concat(FinanceEvents.RiskPool.Where(type => type.GetProperty("ClaimId") is not null)).Select(type => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name)).Order(StringComparer.Ordinal),
        ReadHistory.Titles.Keys.Order(StringComparer.Ordinal));

    private static readonly Comparer<Type> ByName = Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));
}
