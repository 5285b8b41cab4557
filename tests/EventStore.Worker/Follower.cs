using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.EventStore.Worker;

/// <summary>Notes every event that it is given in a table, in the transaction of its position.</summary>
public sealed class Follower : SubscriptionBase
{
    private readonly string insert;

    /// <param name="table">Also the subscription's name.</param>
    public Follower(string schema, string table)
    {
        Name = table;
        Options.BatchSize = 50;
        insert = $"insert into {schema}.{table} (seq_id, stream_id, version, process) select * from unnest(?, ?, ?, ?)";
    }

    /// <summary>The table, whose first column says in which order rows were written.</summary>
    public static string Table(string schema, string table) =>
        $"create table {schema}.{table} (n bigint generated always as identity, seq_id bigint, stream_id varchar, version bigint, process int)";

    public override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        operations.QueueSqlCommand(
            insert, page.Events.Select(e => e.Sequence).ToArray(), page.Events.Select(e => e.StreamKey!).ToArray(),
            page.Events.Select(e => e.Version).ToArray(), page.Events.Select(_ => Environment.ProcessId).ToArray());
        return Task.FromResult(NullChangeListener.Instance);
    }
}
