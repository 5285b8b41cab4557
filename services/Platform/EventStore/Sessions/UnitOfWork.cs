using JasperFx.Events;
using Marten.Events;
using Marten.Schema;
using Marten.Services;

namespace Marten.Internal;

/// <summary>What a session will save: documents and SQL in the order queued, then the streams.</summary>
internal sealed class UnitOfWork : IUnitOfWork
{
    readonly Dictionary<(string Tenant, string Key), StreamAction> streams = [];
    Dictionary<(string Tenant, string Key), (object State, long Version)>? read;

    public Tables Tables { get; init; } = Tables.Live;

    public List<Operation> Queued { get; } = [];

    public List<Operation> AfterStreams { get; } = [];

    /// <summary>In one order for all writers, so that two saves of the same streams cannot block each other.</summary>
    public IReadOnlyList<StreamAction> Streams => streams.Count < 2
        ? [.. streams.Values]
        : [.. streams.OrderBy(s => s.Key.Tenant, StringComparer.Ordinal).ThenBy(s => s.Key.Key, StringComparer.Ordinal)
            .Select(s => s.Value)];

    IList<StreamAction> IUnitOfWork.Streams() => [.. Streams];

    /// <summary>Those that have events, in that order.</summary>
    public StreamAction[] Appends()
    {
        if (streams.Count != 1) return [.. Streams.Where(s => s.Events.Count > 0)];
        foreach (var stream in streams)
            if (stream.Value.Events.Count > 0) return [stream.Value];
        return [];
    }

    public bool IsEmpty
    {
        get
        {
            if (Queued.Count > 0 || AfterStreams.Count > 0) return false;
            foreach (var stream in streams)
                if (stream.Value.Events.Count > 0) return false;
            return true;
        }
    }

    public string? CorrelationId { get; set; }
    public string? CausationId { get; set; }
    public string? LastModifiedBy { get; set; }
    public Dictionary<string, object>? Headers { get; set; }

    /// <summary>The stream's action, a new one unless the session has one already; conflicting guards are refused.</summary>
    public StreamAction Stream(string tenant, string key, StreamGuard guard, long? expected, Type? aggregate)
    {
        if (streams.TryGetValue((tenant, key), out var known) && known.Events.Count > 0)
        {
            if (guard == StreamGuard.New) throw new InvalidOperationException($"The session already writes to the stream '{key}'");
            if (expected is not null && known.ExpectedVersionOnServer is { } other && other != expected)
                throw new EventStreamUnexpectedMaxEventIdException(key, aggregate, expected.Value, other);
            known.AggregateType ??= aggregate;
            return known;
        }
        return streams[(tenant, key)] = Known(new(tenant, key, guard) { ExpectedVersionOnServer = expected, AggregateType = aggregate });
    }

    /// <summary>Keeps a snapshot that was loaded: an append at its version goes on from it, as after FetchForWriting, without another reading.</summary>
    public void Remember(string tenant, string key, object state, long version) =>
        (read ??= [])[(tenant, key)] = (state, version);

    StreamAction Known(StreamAction stream)
    {
        if (read is not null && stream.Guard == StreamGuard.Version && read.TryGetValue((stream.TenantId, stream.Key), out var found)
            && found.Version == stream.ExpectedVersionOnServer && (stream.AggregateType ?? found.State.GetType()) == found.State.GetType())
            (stream.AggregateType, stream.State, stream.StateKnown) = (found.State.GetType(), found.State, true);
        return stream;
    }

    /// <summary>Adds a stream that was read for writing, or gives what was read to the action that the session already has.</summary>
    public StreamAction Join(StreamAction read)
    {
        if (!streams.TryGetValue((read.TenantId, read.Key), out var known) || known.Events.Count == 0)
            return streams[(read.TenantId, read.Key)] = read;
        if (known.ExpectedVersionOnServer is { } other && other != read.ExpectedVersionOnServer)
            throw new EventStreamUnexpectedMaxEventIdException(read.Key, read.AggregateType, other, read.ExpectedVersionOnServer ?? 0);
        known.Guard = known.Guard == StreamGuard.New ? StreamGuard.New : read.Guard;
        known.ExpectedVersionOnServer = read.ExpectedVersionOnServer;
        known.AggregateType ??= read.AggregateType;
        (known.State, known.StateKnown) = (read.State, true);
        return known;
    }

    public void Clear()
    {
        Queued.Clear();
        AfterStreams.Clear();
        streams.Clear();
        read = null;
    }

    public IEnumerable<DocumentMapping> Documents()
    {
        foreach (var operation in Queued)
        {
            if (operation is WriteDocument write) yield return write.Mapping;
            else if (operation is DeleteDocument delete) yield return delete.Mapping;
        }
    }
}
