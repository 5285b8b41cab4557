using JasperFx;
using Marten.Exceptions;
using Marten.Internal;
using Npgsql;

namespace Marten.Schema;

internal enum DocumentVerb { Store, Insert, Update }

internal sealed class WriteDocument(DocumentMapping mapping, string tenant, object document, DocumentVerb verb) : Operation
{
    readonly object id = mapping.IdOf(document);

    public object Document => document;

    public DocumentMapping Mapping => mapping;

    public override NpgsqlBatchCommand Command(DocumentStore store) =>
        new NpgsqlBatchCommand(store.Sql.For(mapping, verb)).Text(tenant).Id(id).Json(store.Serializer.ToJson(document))
            .Text(mapping.DotNetName);

    public override ValueTask<Exception> ExplainAsync(PostgresException refusal, string sql, DocumentStore store,
        CancellationToken token) => refusal switch
    {
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: var name } when verb == DocumentVerb.Insert
            && name == Names.Fit($"pkey_{mapping.Table}_tenant_id_id") =>
            new(new DocumentAlreadyExistsException(refusal, mapping.Type, id)),
        { SqlState: PostgresErrorCodes.DivisionByZero } when verb == DocumentVerb.Update =>
            new(new NonExistentDocumentException(mapping.Type, id)),
        _ => base.ExplainAsync(refusal, sql, store, token),
    };
}

internal sealed class DeleteDocument(DocumentMapping mapping, string tenant, object id) : Operation
{
    public DocumentMapping Mapping => mapping;

    public override NpgsqlBatchCommand Command(DocumentStore store) =>
        new NpgsqlBatchCommand($"delete from {store.Database.Schema}.{mapping.Table} where tenant_id = $1 and id = $2").Text(tenant).Id(id);
}
