using Marten;
using Marten.Events.Daemon;

namespace Cultivation.EventStore;

/// <summary>A transaction that took numbers of the log and has not ended: the tail waits for it.</summary>
/// <param name="Pid">Of its backend; null for a prepared transaction.</param>
/// <param name="OpenSeconds">Since the transaction began.</param>
/// <param name="State">As pg_stat_activity has it, such as <c>idle in transaction</c>.</param>
/// <param name="Application">Who it is, as the connection says.</param>
/// <param name="Alarm">It has been open for longer than the tail waits in silence, five seconds.</param>
public sealed record NumberHolder(int? Pid, double OpenSeconds, string? State, string? Application, bool Alarm);

internal static class NumberHolders
{
    public static Task<IReadOnlyList<NumberHolder>> ListAsync(DocumentStore store, CancellationToken token) => store.Database.RowsAsync(
        "select h.pid, coalesce(extract(epoch from clock_timestamp() - a.xact_start), 0)::double precision, a.state, a.application_name "
        + $"from (select pid {Gap.Holders(store.Database.Schema)}) h left join pg_stat_activity a on a.pid = h.pid order by 2 desc",
        row => new NumberHolder(row.IsDBNull(0) ? null : row.GetInt32(0), row.GetDouble(1), row.IsDBNull(2) ? null : row.GetString(2),
            row.IsDBNull(3) ? null : row.GetString(3), row.GetDouble(1) >= Gap.Alarm.TotalSeconds), token);
}
