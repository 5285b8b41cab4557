using Marten.Exceptions;
using Npgsql;

namespace Marten.Internal;

/// <summary>One statement of a save.</summary>
internal abstract class Operation
{
    public abstract NpgsqlBatchCommand Command(DocumentStore store);

    /// <summary>What the database's refusal means to the caller.</summary>
    public virtual ValueTask<Exception> ExplainAsync(PostgresException refusal, string sql, DocumentStore store, CancellationToken token) =>
        new(new MartenCommandException(sql, refusal));
}
