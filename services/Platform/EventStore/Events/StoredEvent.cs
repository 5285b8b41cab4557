using JasperFx.Events;
using Marten.Exceptions;
using Marten.Services;
using Npgsql;

namespace Marten.Events;

/// <summary>A row of mt_events. Its class is only needed by who asks for the event, so an unknown type hurts nobody else.</summary>
internal sealed class StoredEvent
{
    /// <summary>What a fold of payloads needs.</summary>
    public const string FewColumns = "seq_id, stream_id, version, data, type, timestamp, tenant_id, is_archived";

    /// <summary>In the order the constructor reads them.</summary>
    public const string Columns = FewColumns + ", mt_dotnet_type, id, correlation_id, causation_id, headers, user_name";

    readonly string stream;
    readonly long version;
    readonly byte[] data;
    readonly string tenant;
    readonly EventTypes types;
    readonly string? dotNetType;
    readonly Guid id;
    readonly string? correlation;
    readonly string? causation;
    readonly byte[]? headers;
    readonly string? user;
    IEvent? read;

    /// <param name="row">It begins with the columns.</param>
    /// <param name="types">The class name beside an event is read only when its stored name is not known.</param>
    /// <param name="whole">All columns; false for the few.</param>
    public StoredEvent(NpgsqlDataReader row, EventTypes types, bool whole = true)
    {
        Sequence = row.GetInt64(0);
        stream = row.GetString(1);
        version = row.GetInt64(2);
        data = row.GetFieldValue<byte[]>(3);
        Type = row.GetString(4);
        Timestamp = row.GetFieldValue<DateTimeOffset>(5);
        tenant = row.GetString(6);
        IsArchived = !row.IsDBNull(7) && row.GetBoolean(7);
        this.types = types;
        if (row.FieldCount > 8 && types.Find(Type) is null) dotNetType = Text(row, 8);
        if (!whole) return;
        id = row.GetGuid(9);
        correlation = Text(row, 10);
        causation = Text(row, 11);
        headers = row.IsDBNull(12) ? null : row.GetFieldValue<byte[]>(12);
        user = Text(row, 13);
    }

    public long Sequence { get; }
    public string Type { get; }
    public DateTimeOffset Timestamp { get; }
    public bool IsArchived { get; }

    public IEvent Read(Serializer serializer)
    {
        if (read is not null) return read;
        var mapping = types.Stored(Type, dotNetType, Sequence);
        try
        {
            var happened = mapping.Read(data, serializer);
            happened.Id = id;
            happened.Sequence = Sequence;
            happened.StreamKey = stream;
            happened.Version = version;
            happened.Timestamp = Timestamp;
            happened.TenantId = tenant;
            happened.CorrelationId = correlation;
            happened.CausationId = causation;
            if (headers is not null) ((IStoredHeaders)happened).Stored = new(headers, serializer, Sequence, Type);
            happened.UserName = user;
            happened.IsArchived = IsArchived;
            return read = happened;
        }
        catch (Exception e)
        {
            throw new EventDeserializationFailureException(Sequence, Type, e);
        }
    }

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
