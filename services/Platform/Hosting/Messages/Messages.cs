using Cultivation.Contracts;
using Marten;

namespace Cultivation.Hosting;

/// <summary>What a service publishes from its log and what it reads from others: declared once, at start.</summary>
public sealed class Messages
{
    private readonly Dictionary<Type, Published> published = [];
    private readonly Dictionary<string, Consumed> consumed = new(StringComparer.Ordinal);

    /// <summary>
    /// Publishes every event of a type as a contract. Whether an event is published depends on its type alone; the record is made from
    /// the event alone, so that the relay and <c>/changes</c> say the same for ever.
    /// </summary>
    public Messages Publish<TEvent>(Func<Recorded<TEvent>, object> contract) where TEvent : notnull
    {
        published.Add(typeof(TEvent), new Published(typeof(TEvent), (data, key) => contract(new Recorded<TEvent>((TEvent)data, key))));
        return this;
    }

    /// <summary>The contract that an event would be published as; null where its type is not published.</summary>
    public object? Contract(object happened, string streamKey) => published.GetValueOrDefault(happened.GetType())?.Contract(happened, streamKey);

    /// <summary>What a service would publish of an event that is not recorded: a change of epoch 0. Null where its type is not published.</summary>
    /// <param name="number">Its place among those that are foreseen together, from 1.</param>
    public Change? Foresee(object happened, string streamKey, string source, string tenant, DateTimeOffset now, long number) =>
        Contract(happened, streamKey) is { } contract
            ? new(source, 0, number, number - 1, tenant, streamKey, Catalogue.Of(contract.GetType()).Name, now, null, MessageJson.Write(contract))
            : null;

    /// <summary>Lets a foreseen change have its effect in a session of its district, which the caller must not save: what it would lead to waits there.</summary>
    public Task Try(Change change, IDocumentSession session, CancellationToken cancellation) => consumed[change.Source].Apply(change, session, cancellation);

    /// <summary>Reads the changes of another service, one after the other, each in the transaction of its effect.</summary>
    public Messages Consume(string source, Action<Consumed> handlers)
    {
        var from = new Consumed(source);
        handlers(from);
        consumed.Add(source, from);
        return this;
    }

    internal IReadOnlyDictionary<Type, Published> ByEvent => published;

    internal IReadOnlyCollection<Consumed> Sources => consumed.Values;
}

/// <summary>An event as a contract is made from it.</summary>
/// <param name="Data">The event.</param>
/// <param name="StreamKey">Its stream, <c>firm:{id}</c>.</param>
public sealed record Recorded<T>(T Data, string StreamKey)
{
    /// <summary>The opaque id in the stream's key, after the colon.</summary>
    public string Id => Hosting.StreamKey.IdOf(StreamKey);
}

/// <summary>What a source ever said of one stream, of the contracts that are handled, in order.</summary>
/// <param name="Subject">The stream's key, <c>firm:{id}</c>.</param>
public sealed record Retold(string Subject, IReadOnlyList<Change<object>> Changes)
{
    /// <summary>The opaque id in the stream's key, after the colon.</summary>
    public string Id => StreamKey.IdOf(Subject);
}

/// <summary>How one type of event is published.</summary>
internal sealed record Published(Type Event, Func<object, string, object> Contract);

/// <summary>What a service does with the changes of one source.</summary>
public sealed class Consumed(string source)
{
    private readonly Dictionary<string, Func<Change, IDocumentSession, CancellationToken, Task>> handlers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<Retold, IDocumentSession, CancellationToken, Task<int>>> retold = new(StringComparer.Ordinal);
    private readonly List<Contract> contracts = [];

    /// <summary>The service whose changes are read.</summary>
    public string Source { get; } = source;

    /// <summary>
    /// Handles one contract. The session belongs to the change's district; the cursor advances in its transaction, so the handler must
    /// not save. It may run again when a version conflict or a lost connection undid it. Whatever else it throws parks the change and
    /// holds back later ones of its subject until the operator retries.
    /// </summary>
    public Consumed Handle<T>(Func<Change<T>, IDocumentSession, CancellationToken, Task> handler)
    {
        var contract = Catalogue.Of(typeof(T));
        contracts.Add(contract);
        handlers.Add(contract.Name, (change, session, cancellation) => handler(new Change<T>(change, MessageJson.Read<T>(change.Data)), session, cancellation));
        return this;
    }

    /// <summary>
    /// Compares all that the source ever said of a stream, up to where this service has read it, with what this service knows, and learns what it does not:
    /// for an operator who has the source read again. As with <see cref="Handle"/>, the handler does not save. It returns how many facts were new.
    /// </summary>
    /// <param name="kind">Of streams: what stands before the colon of their keys.</param>
    public Consumed Reread(string kind, Func<Retold, IDocumentSession, CancellationToken, Task<int>> handler)
    {
        retold.Add(kind, handler);
        return this;
    }

    internal IReadOnlyCollection<string> Kinds => retold.Keys;

    internal Task<int> Reread(string kind, string subject, IEnumerable<Change> changes, IDocumentSession session, CancellationToken cancellation)
    {
        var known = changes.Where(c => handlers.ContainsKey(c.Type)).Select(c => new Change<object>(c, MessageJson.Read(c)));
        return retold[kind](new(subject, [.. known]), session, cancellation);
    }

    internal IReadOnlyList<Contract> Contracts => contracts;

    internal Task Apply(Change change, IDocumentSession session, CancellationToken cancellation) =>
        handlers.TryGetValue(change.Type, out var handler) ? handler(change, session, cancellation) : Task.CompletedTask;
}
