using Marten.Internal;
using Marten.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Marten.Events.Projections;

/// <summary>Loads the documents of all slices of a page in one query.</summary>
internal sealed class SliceReads<TDoc>(DocumentStore store, DocumentMapping table, string? streamType) where TDoc : class
{
    public async Task LoadAsync(List<Slice<TDoc>> slices, NpgsqlConnection? inside, CancellationToken token)
    {
        var schema = store.Database.Schema;
        var type = streamType is null ? "null" : $"(select s.type from {schema}.mt_streams s where s.tenant_id = v.tenant and s.id = v.id)";
        await using var batch = inside is null ? store.Database.Source.CreateBatch() : new NpgsqlBatch(inside);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"select v.n, d.mt_version, d.data, {type} from unnest($1, $2) with ordinality as v (tenant, id, n) "
            // One look into the index for each, however large the table grew since the plan was made.
            + $"left join lateral (select mt_version, data from {schema}.{table.Table} where tenant_id = v.tenant and id = v.id limit 1) d on true")
            .Texts([.. slices.Select(s => s.Tenant)]).Ids(slices.Select(s => s.Id), table.IdType));
        await using var rows = await batch.ExecuteReaderAsync(token);
        while (await rows.ReadAsync(token))
        {
            var slice = slices[(int)rows.GetInt64(0) - 1];
            slice.Mine = streamType is null || (!rows.IsDBNull(3) && rows.GetString(3) == streamType);
            if (rows.IsDBNull(1)) continue;
            (slice.Found, slice.Version) = (true, rows.GetInt64(1));
            slice.State = store.Serializer.Read<TDoc>(rows.GetFieldValue<byte[]>(2));
        }
    }
}

/// <summary>Inserts or replaces the documents of slices.</summary>
internal sealed class WriteSlices<TDoc>(DocumentMapping table, Slice<TDoc>[] slices) : Operation where TDoc : class
{
    public override NpgsqlBatchCommand Command(DocumentStore store) => new NpgsqlBatchCommand(
        $"insert into {store.Database.Schema}.{table.Table} as d (tenant_id, id, data, mt_version, mt_dotnet_type) "
        + "select v.tenant, v.id, v.data, v.version, $5 from unnest($1, $2, $3, $4) as v (tenant, id, data, version) "
        + "on conflict (tenant_id, id) do update set data = excluded.data, mt_dotnet_type = excluded.mt_dotnet_type, "
        + "mt_version = excluded.mt_version, mt_last_modified = transaction_timestamp()")
        .Texts([.. slices.Select(s => s.Tenant)]).Ids(slices.Select(s => s.Id), table.IdType)
        .With(slices.Select(s => store.Serializer.ToJson(s.Next!)).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
        .With(slices.Select(s => s.Version).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint).Text(table.DotNetName);
}

internal sealed class DeleteSlices<TDoc>(DocumentMapping table, Slice<TDoc>[] slices) : Operation where TDoc : class
{
    public override NpgsqlBatchCommand Command(DocumentStore store) => new NpgsqlBatchCommand(
        $"delete from {store.Database.Schema}.{table.Table} d using unnest($1, $2) as v (tenant, id) "
        + "where d.tenant_id = v.tenant and d.id = v.id")
        .Texts([.. slices.Select(s => s.Tenant)]).Ids(slices.Select(s => s.Id), table.IdType);
}
