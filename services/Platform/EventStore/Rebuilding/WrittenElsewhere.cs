using Marten.Internal;
using Npgsql;

namespace Marten.Rebuilding;

/// <summary>
/// Proof that a page of a rebuild wrote no live table: PostgreSQL counts what a transaction writes. Counts of earlier transactions of the
/// connection may still be among them, so they are noted first.
/// </summary>
internal sealed class NoteWrites : Operation
{
    internal const string Counts = "n_tup_ins + n_tup_upd + n_tup_del";

    public override NpgsqlBatchCommand Command(DocumentStore store) => new(
        "select set_config('cultivation.written', coalesce((select jsonb_object_agg(relid::text, " + Counts + ") "
        + "from pg_stat_xact_user_tables where " + Counts + " > 0), '{}')::text, true)");
}

internal sealed class RefuseOtherWrites(IEnumerable<string> allowed) : Operation
{
    const string Words = "written but not declared: ";

    public override NpgsqlBatchCommand Command(DocumentStore store) => new NpgsqlBatchCommand(
        $"select case when count(*) = 0 then 0 else ('{Words}' || string_agg(schemaname || '.' || relname, ', '))::int end "
        + $"from pg_stat_xact_user_tables where {NoteWrites.Counts} > coalesce((current_setting('cultivation.written')::jsonb ->> relid::text)::bigint, 0) "
        + "and relid <> all($1::text[]::regclass[]::oid[])").Texts([.. allowed]);

    public override ValueTask<Exception> ExplainAsync(PostgresException refusal, string sql, DocumentStore store, CancellationToken token) =>
        refusal.MessageText.IndexOf(Words, StringComparison.Ordinal) is var at and >= 0
            ? new(new InvalidOperationException("A rebuild may write only tables that the projection declares with DeleteDataInTableOnTeardown or "
                + $"DeleteViewTypeOnTeardown; {refusal.MessageText[at..].TrimEnd('"')}"))
            : base.ExplainAsync(refusal, sql, store, token);
}
