using Npgsql;

namespace Marten.Internal;

/// <summary>Waits for the turn to write what has these names, until the end of the transaction. One order for all, so nobody waits in a circle.</summary>
internal sealed class Lock(string scope, string[] names) : Operation
{
    public override NpgsqlBatchCommand Command(DocumentStore store) => new NpgsqlBatchCommand(
        "select pg_advisory_xact_lock(n) from (select distinct hashtextextended($1 || ' ' || name, 0) as n from unnest($2) as name order by 1) as o")
        .Text(scope).Texts(names);
}
