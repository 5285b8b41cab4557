using JasperFx.Events;
using Marten.Internal;

namespace Marten.Events;

/// <summary>A stream read by FetchForWriting. It joins the session's save with its first event.</summary>
internal sealed class EventStream<T> : IEventStream<T> where T : class
{
    readonly DocumentOperations session;
    StreamAction stream;

    public EventStream(DocumentOperations session, string key, Folded<T> found)
    {
        this.session = session;
        stream = new(session.TenantId, key, found.Version == 0 ? StreamGuard.Absent : StreamGuard.Version)
        {
            ExpectedVersionOnServer = found.Version,
            AggregateType = typeof(T),
            State = found.State,
            StateKnown = true,
        };
        Aggregate = found.State;
        StartingVersion = found.Version;
    }

    public T? Aggregate { get; }
    public long? StartingVersion { get; }
    public long? CurrentVersion => stream.ExpectedVersionOnServer + stream.Events.Count;
    public string? Key => stream.Key;
    public IReadOnlyList<IEvent> Events => stream.Events;

    public void AppendOne(object @event)
    {
        if (stream.Events.Count == 0) stream = session.Work.Join(stream);
        stream.Add(session.Owner.Wrap(@event, stream));
    }

    public void AppendMany(params object[] events)
    {
        foreach (var e in events) AppendOne(e);
    }

    public void AppendMany(IEnumerable<object> events)
    {
        foreach (var e in events) AppendOne(e);
    }
}
