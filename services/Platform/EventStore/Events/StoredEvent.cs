using JasperFx.Events;
using Marten.Exceptions;
using Marten.Services;
using Npgsql;

namespace Marten.Events;

/// <summary>A row of mt_events. Its class is only needed by who asks for the event, so an unknown type hurts nobody else.</summary>
internal sealed class StoredEvent(NpgsqlDataReader row)
{
    /// <summary>In the order the constructor reads them.</summary>
    public const string Columns =
        "seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, "
        + "correlation_id, causation_id, headers, user_name, is_archived";

    IEvent? read;

    public long Sequence { get; } = row.GetInt64(0);
    readonly Guid id = row.GetGuid(1);
    readonly string stream = row.GetString(2);
    readonly long version = row.GetInt64(3);
    readonly byte[] data = row.GetFieldValue<byte[]>(4);
    public string Type { get; } = row.GetString(5);
    public DateTimeOffset Timestamp { get; } = row.GetFieldValue<DateTimeOffset>(6);
    readonly string tenant = row.GetString(7);
    readonly string? dotNetType = Text(row, 8);
    readonly string? correlation = Text(row, 9);
    readonly string? causation = Text(row, 10);
    readonly byte[]? headers = row.IsDBNull(11) ? null : row.GetFieldValue<byte[]>(11);
    readonly string? user = Text(row, 12);
    public bool IsArchived { get; } = !row.IsDBNull(13) && row.GetBoolean(13);

    public IEvent Read(EventTypes types, Serializer serializer)
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
