using JasperFx.Events;
using Marten.Exceptions;
using Marten.Internal;
using Marten.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Marten.Events;

/// <summary>The append of one stream's events, with the snapshot they lead to.</summary>
internal sealed class AppendOperation(StreamAction stream, DocumentMapping? document, DateTimeOffset? time) : Operation, ITakesRows
{
    public string Column => AppendSql.Result;

    public override NpgsqlBatchCommand Command(DocumentStore store)
    {
        var events = stream.Events;
        var snapshot = stream.Next is null ? null : document;
        var timed = time is not null || HasTime(events);
        var command = new NpgsqlBatchCommand(store.Appends.For(new(stream.Guard, events.Count > 1, timed, snapshot?.Table)))
            .Text(stream.TenantId).Text(stream.Key)
            .Text(stream.AggregateType is { } type ? store.Options.Projections.For(type).Alias : null)
            .Number(stream.ExpectedVersionOnServer ?? 0);
        if (events.Count == 1) One(command, events[0], store);
        else Many(command, events, store);
        if (snapshot is not null) command.Json(store.Serializer.ToJson(stream.Next!)).Text(snapshot.DotNetName);
        if (!timed) return command;
        command.Time(time);
        return events.Count == 1 ? command.Time(events[0].Timestamp == default ? null : events[0].Timestamp) : command.With(
            events.Select(e => e.Timestamp == default ? (DateTimeOffset?)null : e.Timestamp.ToUniversalTime()).ToArray(),
            NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);
    }

    static bool HasTime(IReadOnlyList<IEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
            if (events[i].Timestamp != default) return true;
        return false;
    }

    static void One(NpgsqlBatchCommand command, IEvent e, DocumentStore store) => command
        .Uuid(e.Id).Json(store.Serializer.ToJson(e.Data)).Text(e.EventTypeName).Text(e.DotNetTypeName)
        .Text(e.CorrelationId).Text(e.CausationId).Json(store.Serializer.HeadersToJson(e.Headers)).Text(e.UserName);

    static void Many(NpgsqlBatchCommand command, IReadOnlyList<IEvent> events, DocumentStore store) => command
        .With(events.Select(e => e.Id).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid)
        .With(events.Select(e => store.Serializer.ToJson(e.Data)).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
        .Texts([.. events.Select(e => e.EventTypeName)])
        .Texts([.. events.Select(e => e.DotNetTypeName)])
        .Texts([.. events.Select(e => e.CorrelationId)])
        .Texts([.. events.Select(e => e.CausationId)])
        .With(Headers(events, store), NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
        .Texts([.. events.Select(e => e.UserName)]);

    /// <summary>Events of one session share its headers, which are written once.</summary>
    static byte[]?[] Headers(IReadOnlyList<IEvent> events, DocumentStore store)
    {
        var all = new byte[]?[events.Count];
        for (var i = 0; i < all.Length; i++)
            all[i] = i > 0 && ReferenceEquals(events[i].Headers, events[i - 1].Headers)
                ? all[i - 1] : store.Serializer.HeadersToJson(events[i].Headers);
        return all;
    }

    /// <summary>Takes the numbers that the database gave.</summary>
    public async ValueTask TakeAsync(NpgsqlDataReader row, CancellationToken token)
    {
        await row.ReadAsync(token);
        var events = stream.Events;
        var numbers = events.Count == 1 ? [row.GetInt64(0)] : row.GetFieldValue<long[]>(0);
        var at = row.GetFieldValue<DateTimeOffset>(1);
        var before = row.GetInt64(2) - events.Count;
        for (var i = 0; i < events.Count; i++)
        {
            events[i].Version = before + i + 1;
            events[i].Sequence = numbers[i];
            if (events[i].Timestamp == default) events[i].Timestamp = at;
        }
    }

    public override async ValueTask<Exception> ExplainAsync(PostgresException refusal, string sql, DocumentStore store,
        CancellationToken token)
    {
        var exists = refusal is { SqlState: PostgresErrorCodes.UniqueViolation,
            ConstraintName: "pkey_mt_streams_tenant_id_id" or "pk_mt_events_stream_and_version" };
        if (exists && stream.Guard == StreamGuard.New) return new ExistingStreamIdCollisionException(stream.Key, stream.AggregateType);
        if (!exists && refusal.SqlState != PostgresErrorCodes.DivisionByZero) return await base.ExplainAsync(refusal, sql, store, token);
        var now = await store.Streams.StateAsync(stream.TenantId, stream.Key, token);
        return now is { IsArchived: true }
            ? new InvalidStreamOperationException($"Attempted to append event to archived stream with Id '{stream.Key}'.")
            : new EventStreamUnexpectedMaxEventIdException(
                stream.Key, stream.AggregateType, stream.ExpectedVersionOnServer ?? 0, now?.Version ?? 0);
    }
}
