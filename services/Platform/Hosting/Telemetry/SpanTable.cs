using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Npgsql;
using NpgsqlTypes;

namespace Cultivation.Hosting.Telemetry;

/// <summary>How much the trace store keeps; what is above is deleted every <paramref name="TrimEvery"/>. Set in the section <c>Traces</c>.</summary>
internal sealed record SpanLimits(TimeSpan MaxAge, long MaxSpans, TimeSpan TrimEvery)
{
    public static SpanLimits From(IConfiguration configuration) => new(
        configuration.GetValue("Traces:MaxAge", TimeSpan.FromDays(7)),
        configuration.GetValue("Traces:MaxSpans", 1_000_000L),
        configuration.GetValue("Traces:TrimEvery", TimeSpan.FromMinutes(1)));
}

/// <summary>The table <c>spans</c> in a database of its own, shared by all processes: one row per finished span. Both are made by the first that writes.</summary>
internal sealed class SpanTable(string connectionString, string service, SpanLimits limits) : IDisposable
{
    private const string Schema = """
        select pg_advisory_xact_lock(7274115);
        create table if not exists spans (
            id bigint generated always as identity primary key,
            trace_id text collate "C" not null, span_id text collate "C" not null, parent_id text collate "C",
            service text not null, source text not null, name text not null, kind text not null,
            started_at timestamptz not null, ended_at timestamptz not null,
            status text not null, status_text text,
            attributes jsonb not null, events jsonb not null, links jsonb not null);
        alter table spans add column if not exists subjects text[];
        create index if not exists spans_trace on spans (trace_id);
        create index if not exists spans_started on spans (started_at);
        create index if not exists spans_subjects on spans using gin (subjects) where subjects is not null;
        """;

    private const string Copy = """
        copy spans (trace_id, span_id, parent_id, service, source, name, kind, started_at, ended_at, status, status_text, attributes, events, links, subjects)
        from stdin (format binary)
        """;

    // Ids grow with time, so the oldest rows are those with the lowest ids: no scan, and a short transaction each time.
    private const string Trim = """
        with oldest as (select id, ended_at from spans order by id limit 5000)
        delete from spans using oldest where spans.id = oldest.id and pg_try_advisory_xact_lock(7274116)
            and (oldest.ended_at < now() - $1 or oldest.id <= (select max(id) from spans) - $2)
        """;

    private readonly NpgsqlDataSource database = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 2, ApplicationName = $"{service} traces" });
    private bool exists;
    private long trimmed = Stopwatch.GetTimestamp();

    public async Task Write(IReadOnlyList<Activity> spans)
    {
        if (!exists) await Create();
        await using var connection = await database.OpenConnectionAsync();
        await using (var import = await connection.BeginBinaryImportAsync(Copy))
        {
            foreach (var span in spans) await Write(import, span);
            await import.CompleteAsync();
        }

        if (Stopwatch.GetElapsedTime(trimmed) < limits.TrimEvery) return;
        trimmed = Stopwatch.GetTimestamp();
        await using var trim = new NpgsqlCommand(Trim, connection) { Parameters = { new() { Value = limits.MaxAge }, new() { Value = limits.MaxSpans } } };
        while (await trim.ExecuteNonQueryAsync() == 5000) { }
    }

    public void Dispose() => database.Dispose();

    private async Task Write(NpgsqlBinaryImporter row, Activity span)
    {
        await row.StartRowAsync();
        await row.WriteAsync(span.TraceId.ToHexString(), NpgsqlDbType.Text);
        await row.WriteAsync(span.SpanId.ToHexString(), NpgsqlDbType.Text);
        await row.WriteAsync(span.ParentSpanId == default ? null : span.ParentSpanId.ToHexString(), NpgsqlDbType.Text);
        await row.WriteAsync(service, NpgsqlDbType.Text);
        await row.WriteAsync(span.Source.Name, NpgsqlDbType.Text);
        await row.WriteAsync(SpanJson.Clean(span.DisplayName), NpgsqlDbType.Text);
        await row.WriteAsync(span.Kind.ToString().ToLowerInvariant(), NpgsqlDbType.Text);
        await row.WriteAsync(span.StartTimeUtc, NpgsqlDbType.TimestampTz);
        await row.WriteAsync(span.StartTimeUtc + span.Duration, NpgsqlDbType.TimestampTz);
        await row.WriteAsync(span.Status.ToString().ToLowerInvariant(), NpgsqlDbType.Text);
        await row.WriteAsync(span.StatusDescription is { } text ? SpanJson.Clean(text) : null, NpgsqlDbType.Text);
        await row.WriteAsync(SpanJson.Attributes(span.TagObjects), NpgsqlDbType.Jsonb);
        await row.WriteAsync(SpanJson.Events(span.Events), NpgsqlDbType.Jsonb);
        await row.WriteAsync(SpanJson.Links(span.Links), NpgsqlDbType.Jsonb);
        await row.WriteAsync(SpanSubjects.Of(span), NpgsqlDbType.Array | NpgsqlDbType.Text);
    }

    private async Task Create()
    {
        try { await using var connection = await database.OpenConnectionAsync(); }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName) { await CreateDatabase(); }
        await using var command = database.CreateCommand(Schema);
        await command.ExecuteNonQueryAsync();
        exists = true;
    }

    private async Task CreateDatabase()
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await using var maintenance = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false });
        await using var command = maintenance.CreateCommand($"create database \"{name.Replace("\"", "\"\"")}\"");
        try { await command.ExecuteNonQueryAsync(); }
        // Another process was first.
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation) { }
    }
}
