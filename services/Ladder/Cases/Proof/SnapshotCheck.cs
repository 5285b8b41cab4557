using System.Text.Json;
using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>Compares a stored state with what the events of its stream make.</summary>
internal static class SnapshotCheck
{
    /// <param name="fold">The state after one more event.</param>
    /// <param name="at">The state with the version of its stream.</param>
    public static async Task Compare<T>(
        IQuerySession session, string key, Func<T, IEvent, T> fold, Func<T, long, T> at, List<Difference> found, CancellationToken cancellation)
        where T : class, new()
    {
        if (await session.LoadAsync<T>(key, cancellation) is not { } stored)
        {
            found.Add(new(DifferenceKind.Snapshot, key, "missing"));
            return;
        }
        var recorded = JsonSerializer.SerializeToElement(stored, Json.Compared);
        var version = recorded.GetProperty("version").GetInt64();
        var happened = await session.Events.FetchStreamAsync(key, version: version, token: cancellation);
        var folded = JsonSerializer.SerializeToElement(at(happened.Aggregate(new T(), fold), version), Json.Compared);
        foreach (var member in folded.EnumerateObject().Where(m => !JsonElement.DeepEquals(m.Value, recorded.GetProperty(m.Name))))
            found.Add(new(DifferenceKind.Snapshot, $"{key}/{member.Name}", "", recorded.GetProperty(member.Name), member.Value));
    }
}
