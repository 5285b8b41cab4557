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
    public static Task<IReadOnlyList<DeadLetter>> ListAsync(DocumentStore store, CancellationToken token) => store.Database.RowsAsync(
        "select name, sequence, tenant_id, stream_id, version, type, reason, skipped_by, skipped_at "
        + $"from {store.Database.Schema}.projection_dead_letters order by skipped_at desc, sequence desc",
        row => new DeadLetter(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetString(5),
            row.IsDBNull(6) ? null : row.GetString(6), row.GetString(7), row.GetFieldValue<DateTimeOffset>(8)), token);
}
