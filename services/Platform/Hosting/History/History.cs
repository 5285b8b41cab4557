using System.Globalization;
using System.Text.Json;
using JasperFx.Events;
using Marten;

namespace Cultivation.Hosting;

/// <summary>What was recorded of something, over all streams that tell of it.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">The <c>before</c> of the page that follows; null at the end.</param>
/// <param name="Kinds">The types of all events that there are, whatever page and type were asked for.</param>
public sealed record History(IReadOnlyList<HistoryLine> Items, string? Next, IReadOnlyList<EventKind> Kinds);

/// <summary>A type of event, with its name.</summary>
public sealed record EventKind(string Type, string TitleZh, string TitleEn);

/// <summary>An event of a history.</summary>
/// <param name="Position">Its place in the service's log.</param>
/// <param name="Stream">The stream in which it stands, at <paramref name="Version"/>.</param>
/// <param name="EffectiveOn">From when it is true; null where it has no day of its own.</param>
/// <param name="KnownSince">For imported history: when the commission knew, and the paper that shows it.</param>
/// <param name="By">Subject of the person's token.</param>
/// <param name="TraceId">The trace in which it was recorded.</param>
public sealed record HistoryLine(
    long Position, string Stream, long Version, string Type, string TitleZh, string TitleEn, DateOnly? EffectiveOn, DateTimeOffset RecordedAt, KnownSince? KnownSince,
    string? By, string? TraceId, JsonElement Data);

/// <summary>Reads histories.</summary>
/// <param name="titles">By stored name; an event without one is not shown.</param>
/// <param name="dayOf">From when an event is true; null where it has no day of its own.</param>
public sealed class HistoryReader(IReadOnlyDictionary<string, EventTitle> titles, Func<object, DateOnly?> dayOf)
{
    /// <param name="events">SQL: those of <c>mt_events e</c> that tell of the thing, each as <c>e.seq_id, e.stream_id, e.version, e.type</c>.</param>
    /// <param name="values">Of its placeholders.</param>
    /// <param name="kind">Events of this type alone; null for all.</param>
    public async Task<History> Read(
        QueryContext context, string events, object[] values, long? before, string? kind, int? limit, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var (all, wanted) = (titles.Keys.ToArray(), kind is null ? [.. titles.Keys] : titles.Keys.Where(type => type == kind).ToArray());
        var found = (await context.Session.QueryAsync<Found>(
            $"""
            with e as materialized ({events})
            select json_build_object('types', (select coalesce(json_agg(distinct type), '[]') from e where type = any(?)), 'places', (
                select coalesce(json_agg(json_build_object('position', seq_id, 'stream', stream_id, 'version', version)), '[]')
                from (select * from e where type = any(?) and seq_id < ? order by seq_id desc limit {most + 1}) page))
            """, cancellation, [.. values, all, wanted, before ?? long.MaxValue])).Single();
        var page = Paging.Page(found.Places, most, place => place.Position.ToString(CultureInfo.InvariantCulture));
        return new(await Lines(context.Session, await Events(context.Session, page.Items, cancellation), cancellation), page.Next, [.. found.Types.Select(type => new EventKind(type, titles[type].Zh, titles[type].En))]);
    }

    /// <summary>The lines of one stream; null for one that does not exist.</summary>
    /// <param name="before">Only those before this version.</param>
    public async Task<Page<HistoryLine>?> ReadStream(IQuerySession session, string key, long? before, int? limit, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        if (await session.Events.FetchStreamStateAsync(key, cancellation) is not { } state)
            return null;
        var last = Math.Min(before - 1 ?? state.Version, state.Version);
        if (last < 1)
            return new([], null);
        var found = await session.Events.FetchStreamAsync(key, version: last, fromVersion: Math.Max(1, last - most + 1), token: cancellation);
        return new(await Lines(session, found, cancellation), last > most ? (last - most + 1).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static async Task<IReadOnlyList<IEvent>> Events(IQuerySession session, IReadOnlyList<Place> page, CancellationToken cancellation)
    {
        List<IEvent> events = [];
        foreach (var places in page.GroupBy(place => place.Stream, place => place.Version))
        {
            var read = await session.Events.FetchStreamAsync(places.Key, version: places.Max(), fromVersion: places.Min(), token: cancellation);
            events.AddRange(read.IntersectBy(places, e => e.Version));
        }
        return events;
    }

    private async Task<IReadOnlyList<HistoryLine>> Lines(IQuerySession session, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        await session.ShowTexts(events.Select(e => e.Data), cancellation);
        return [.. events.OrderByDescending(e => e.Sequence).Select(Line)];
    }

    private HistoryLine Line(IEvent e) => new(
        e.Sequence, e.StreamKey!, e.Version, e.EventTypeName, titles[e.EventTypeName].Zh, titles[e.EventTypeName].En, dayOf(e.Data), e.Timestamp, KnownSince.Of(e), e.UserName,
        e.TraceId(), JsonSerializer.SerializeToElement(e.Data, e.EventType, Json.Web));

    private sealed record Found(string[] Types, Place[] Places);

    private sealed record Place(long Position, string Stream, long Version);
}
