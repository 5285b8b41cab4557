using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten.Events.Aggregation;
using Marten.Internal;
using Marten.Schema;
using Npgsql;

namespace Marten.Events.Projections;

/// <summary>Folds slices of events into documents: one load of those touched, one write of those changed, whatever the page holds.</summary>
internal sealed class ProjectedDocuments<TDoc>(string name, AsyncOptions options, DocumentMapping mapping) : Projected(name, options)
    where TDoc : class
{
    readonly Action<TDoc, long>? setVersion = VersionMember<TDoc>.Set;

    /// <summary>The documents that an event belongs to.</summary>
    public required Func<IEvent, IEnumerable<object>> Identities { get; init; }

    public required Func<TDoc?, object, IEvent, TDoc?> Evolve { get; init; }

    /// <summary>What the version column counts: versions of the one stream, else positions in the log.</summary>
    public required Func<IEvent, long> VersionOf { get; init; }

    /// <summary>Set when a document is one stream.</summary>
    public Aggregator? Stream { get; init; }

    /// <summary>Only streams of this stored type; null for any.</summary>
    public string? StreamType { get; init; }

    public override Aggregator? Aggregator => Stream;

    public override IReadOnlyList<DocumentMapping> Documents => [mapping];

    public override async Task ApplyAsync(DocumentSession session, IReadOnlyList<IEvent> events, NpgsqlConnection? inside,
        CancellationToken token)
    {
        var slices = Slices(events);
        if (slices.Count == 0) return;
        var table = session.Work.Tables.For(mapping);
        await new SliceReads<TDoc>(session.Owner, table, StreamType).LoadAsync(slices, inside, token);
        foreach (var slice in slices) await FoldAsync(session.Owner, slice, token);
        var changed = slices.Where(s => s is { Mine: true, Next: not null }).ToArray();
        var gone = slices.Where(s => s is { Mine: true, Next: null, Found: true }).ToArray();
        if (changed.Length > 0) session.Work.Queued.Add(new WriteSlices<TDoc>(table, changed));
        if (gone.Length > 0) session.Work.Queued.Add(new DeleteSlices<TDoc>(table, gone));
    }

    public override IEnumerable<string> Locks(IReadOnlyList<IEvent> events) => Slices(events).Select(s => $"{mapping.Table} {s.Tenant} {s.Id}");

    List<Slice<TDoc>> Slices(IReadOnlyList<IEvent> events)
    {
        var slices = new Dictionary<(string, object), Slice<TDoc>>();
        foreach (var e in events)
        {
            if (!Wants(e)) continue;
            foreach (var id in Identities(e))
            {
                if (!slices.TryGetValue((e.TenantId, id), out var slice)) slices[(e.TenantId, id)] = slice = new(e.TenantId, id);
                slice.Events.Add(e);
            }
        }
        return [.. slices.Values];
    }

    async ValueTask FoldAsync(DocumentStore store, Slice<TDoc> slice, CancellationToken token)
    {
        if (!slice.Mine) return;
        var events = slice.Events;
        if (Stream is not null)
        {
            // A snapshot that was inline before, or that somebody brought up to date, has seen some of them.
            events.RemoveAll(e => e.Version <= slice.Version);
            // The stream was given its type after it began.
            if (StreamType is not null && events.Count > 0 && events[0].Version > slice.Version + 1) events.InsertRange(0,
                await store.Streams.EventsAsync(new(slice.Tenant, (string)slice.Id, slice.Version + 1, events[0].Version - 1), token));
        }
        slice.Next = slice.State;
        foreach (var e in events) slice.Next = Step(slice, e);
        if (events.Count == 0 || slice.Next is null) return;
        slice.Version = VersionOf(events[^1]);
        mapping.SetId(slice.Next, slice.Id);
        setVersion?.Invoke(slice.Next, slice.Version);
    }

    TDoc? Step(Slice<TDoc> slice, IEvent e)
    {
        try
        {
            return Evolve(slice.Next, slice.Id, e);
        }
        catch (Exception failure)
        {
            throw new ApplyEventException(e, failure);
        }
    }
}
