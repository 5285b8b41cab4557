using System.Collections.Concurrent;

namespace Marten.Schema;

/// <summary>The texts of all statements about documents, made once.</summary>
internal sealed class DocumentSql(string schema)
{
    readonly ConcurrentDictionary<(DocumentMapping, DocumentVerb), string> writes = new();
    readonly ConcurrentDictionary<DocumentMapping, string> loads = new();
    readonly ConcurrentDictionary<DocumentMapping, string> loadsMany = new();
    readonly ConcurrentDictionary<DocumentMapping, string> aggregates = new();

    public string For(DocumentMapping document, DocumentVerb verb) => writes.TryGetValue((document, verb), out var sql)
        ? sql : writes.GetOrAdd((document, verb), key => Write(key.Item1, key.Item2));

    public string Load(DocumentMapping document) => loads.TryGetValue(document, out var sql)
        ? sql : loads.GetOrAdd(document, d => $"select {Columns(d)} from {schema}.{d.Table} where tenant_id = $1 and id = $2");

    public string LoadMany(DocumentMapping document) => loadsMany.TryGetValue(document, out var sql)
        ? sql : loadsMany.GetOrAdd(document, d => $"select {Columns(d)} from {schema}.{d.Table} where tenant_id = $1 and id = any($2)");

    /// <summary>A stream's version with its snapshot beside it.</summary>
    public string Aggregate(DocumentMapping document) =>
        aggregates.TryGetValue(document, out var sql) ? sql : aggregates.GetOrAdd(document, d =>
        $"select s.version, d.mt_version, d.data from {schema}.mt_streams s left join {schema}.{d.Table} d "
        + "on d.tenant_id = s.tenant_id and d.id = s.id where s.tenant_id = $1 and s.id = $2 and not coalesce(s.is_archived, false)");

    public string Select(DocumentMapping document) => $"select {Columns(document)} from {schema}.{document.Table} as d ";

    /// <summary>The version of a snapshot is the column's, so that a hand-made row reads right.</summary>
    static string Columns(DocumentMapping document) => document.IsSnapshot ? "data, mt_version" : "data";

    string Write(DocumentMapping document, DocumentVerb verb)
    {
        var table = $"{schema}.{document.Table}";
        var version = document.IsSnapshot ? "d.mt_version + 1" : "gen_random_uuid()";
        var change = $"data = $3, mt_dotnet_type = $4, mt_last_modified = transaction_timestamp(), mt_version = {version}";
        var insert = $"insert into {table} as d (tenant_id, id, data, mt_dotnet_type) values ($1, $2, $3, $4)";
        return verb switch
        {
            DocumentVerb.Insert => insert,
            DocumentVerb.Store => $"{insert} on conflict (tenant_id, id) do update set {change}",
            // Dividing by the number of changed rows makes an update of nothing fail inside the database, with everything beside it.
            _ => $"with u as (update {table} as d set {change} where tenant_id = $1 and id = $2 returning 1) select 1 / count(*) from u",
        };
    }
}
