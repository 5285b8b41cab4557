using System.Text.Json;

namespace Cultivation.Ladder.Tests;

/// <summary>No event holds words in which a person may be named.</summary>
public sealed class EventWordsTests
{
    /// <summary>The words themselves stand beside the event; an event from before, which has them, is read as it stands.</summary>
    [Fact]
    public void words_are_stored_by_reference_and_older_ones_are_read_as_they_stand()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        var returned = new ProposalReturned("2026-000001", EventShapeTests.Said("说明不清"), Given.Today, "chen");
        Assert.DoesNotContain("说明不清", JsonSerializer.Serialize(returned, options), StringComparison.Ordinal);
        var before = JsonSerializer.Deserialize<ProposalReturned>("""{"caseId": "2026-000001", "reason": "说明不清", "returnedOn": "2026-11-22", "by": "chen"}""", options)!;
        Assert.Equal(new FreeText(null, "说明不清"), before.Reason);
        Assert.Contains("\"reason\":\"说明不清\"", JsonSerializer.Serialize(before, options), StringComparison.Ordinal);
    }

    /// <summary>Every string of an event is an id, a code, a reference to a person, or what a thing or paper is called. A new one has to be judged here.</summary>
    [Fact]
    public void no_event_has_a_sentence_of_its_own()
    {
        var strings = EventShapeTests.One.Select(e => e.GetType()).SelectMany(t => t.GetProperties()).Where(p => p.PropertyType == typeof(string) || p.PropertyType == typeof(string[]));
        Snapshot.Matches("strings.txt", string.Join('\n', strings.Select(p => $"{p.Name}: {EventShapeTests.Name(p.DeclaringType!)}").GroupBy(l => l.Split(':')[0]).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key}:{string.Join(",", g.Select(l => l.Split(':')[1]).Order(StringComparer.Ordinal))}")));
    }
}
