using Marten;

namespace Cultivation.EventStore;

/// <summary>An event that an operator let a projection skip.</summary>
/// <param name="Name">The projection or subscription, <c>Name:All</c>.</param>
/// <param name="Sequence">The event's position in the store.</param>
/// <param name="Type">The event's stored name.</param>
/// <param name="Reason">Why it could not be applied.</param>
public sealed record DeadLetter(
    string Name, long Sequence, string Tenant, string Stream, long Version, string Type, string? Reason, string SkippedBy, DateTimeOffset SkippedAt);

internal static class DeadLetters
{
    public static async Task<IReadOnlyList<DeadLetter>> ListAsync(DocumentStore store, CancellationToken token)
    {
        await store.Database.ReadyAsync(token);
        await using var command = store.Database.Source.CreateCommand(
            "select name, sequence, tenant_id, stream_id, version, type, reason, skipped_by, skipped_at "
            + $"from {store.Database.Schema}.projection_dead_letters order by skipped_at desc, sequence desc");
        await using var rows = await command.ExecuteReaderAsync(token);
        var found = new List<DeadLetter>();
        while (await rows.ReadAsync(token)) found.Add(new(rows.GetString(0), rows.GetInt64(1), rows.GetString(2), rows.GetString(3), rows.GetInt64(4),
            rows.GetString(5), rows.IsDBNull(6) ? null : rows.GetString(6), rows.GetString(7), rows.GetFieldValue<DateTimeOffset>(8)));
        return found;
    }
}
