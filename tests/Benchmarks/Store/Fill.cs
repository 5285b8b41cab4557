using System.Text.Json;

namespace Cultivation.Benchmarks.Store;

/// <summary>
/// Events written by the server itself. Of each 1,000 consecutive ones, 200 streams get five each in turn, so neither a stream nor a page is
/// of one piece. Cycles through <paramref name="streams"/> streams, a multiple of 200.
/// </summary>
internal sealed class Fill(BenchStore store, int streams)
{
    private long written;

    public static string Key(int stream) => $"order:{stream}";

    /// <param name="count">A multiple of 1,000.</param>
    public async Task AddAsync(int count)
    {
        var (stream, version) = ($"((n / 1000 * 200 + n % 200) % {streams})", $"(n / (5 * {streams}) * 5 + n % 1000 / 200 + 1)");
        var numbers = $"generate_series({written}::bigint, {written + count - 1}) as n";
        await store.ExecuteAsync($"""
            insert into bench.mt_streams (tenant_id, id, type, version)
            select '{BenchStore.Tenant}', 'order:' || {stream}, 'order', max({version}) from {numbers} group by {stream}
            on conflict (tenant_id, id) do update set version = excluded.version
            """);
        await store.ExecuteAsync($$"""
            set session_replication_role = replica; -- the streams are there: no need to look for each event's
            insert into bench.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id,
                causation_id, headers, user_name, is_archived)
            select nextval('bench.mt_events_sequence'), gen_random_uuid(), 'order:' || {{stream}}, {{version}},
                '{{JsonSerializer.Serialize(LineAdded.Example)}}', 'line_added', now(), '{{BenchStore.Tenant}}', '{{Metadata.EventType}}',
                '{{Metadata.Correlation}}', '{{Metadata.Causation}}', '{"channel": "bench"}', '{{Metadata.User}}', false
            from {{numbers}};
            reset session_replication_role
            """);
        written += count;
    }

    /// <summary>The snapshots of all streams, as an inline projection would have left them.</summary>
    public Task AddSnapshotsAsync() => store.ExecuteAsync($"""
        insert into bench.mt_doc_order (tenant_id, id, data, mt_dotnet_type, mt_version)
        select tenant_id, id, jsonb_build_object('Id', id, 'Customer', 'Li', 'Lines', version, 'Pieces', version, 'Version', version),
            '{Metadata.OrderType}', version from bench.mt_streams
        """);

    public Task SettleAsync() => store.ExecuteAsync("vacuum analyze");
}
