using System.Collections.Concurrent;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Kit;
using Marten;

namespace Cultivation.Hosting.Tests;

public sealed record PeasSeen(string Label, long Position);

/// <summary>A source and a consumer, each with its own database, on one broker; the consumer refuses labels that start with "bad" until it is mended.</summary>
public sealed class TwoServices : IAsyncLifetime
{
    private TestDatabase sourceData = null!;
    private TestDatabase readerData = null!;
    private TestVirtualHost broker = null!;
    private TestIssuer issuer = null!;

    internal ConcurrentQueue<string> Seen { get; } = new();

    internal bool Mended { get; set; }

    internal Service Source { get; private set; } = null!;

    internal Service Reader { get; private set; } = null!;

    internal TestVirtualHost Broker => broker;

    internal string SourceData => sourceData.ConnectionString;

    internal string ReaderData => readerData.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        sourceData = await TestDatabase.CreateAsync("source");
        readerData = await TestDatabase.CreateAsync("reader");
        broker = await TestVirtualHost.CreateAsync();
        issuer = await TestIssuer.StartAsync();
        Source = await Service.StartAsync("ladder", sourceData.ConnectionString, broker.Address, issuer, issuer.Authority, Tins.Configure, Tins.Publish, Tins.Map);
        await StartReader();
    }

    internal async Task StartReader() =>
        Reader = await Service.StartAsync("finance", readerData.ConnectionString, broker.Address, issuer, Source.Address, _ => { }, Read, _ => { });

    internal async Task<string> Fill(string label, string? id = null)
    {
        await using var session = Source.Store.LightweightSession("310114");
        var key = $"tin:{id ?? Guid.NewGuid().ToString("N")}";
        session.Events.Append(key, new TinFilled(label, 1));
        await session.SaveChangesAsync();
        return key[4..];
    }

    /// <summary>As many new tins, in one transaction.</summary>
    internal async Task FillAtOnce(IEnumerable<string> labels)
    {
        await using var session = Source.Store.LightweightSession("310114");
        foreach (var label in labels)
            session.Events.Append($"tin:{Guid.NewGuid():N}", new TinFilled(label, 1));
        await session.SaveChangesAsync();
    }

    /// <summary>Labels whose effect is saved, in the order of their positions.</summary>
    internal async Task<IReadOnlyList<string>> Applied()
    {
        await using var session = Reader.Store.QuerySession("310114");
        return [.. (await session.Events.FetchStreamAsync("seen:all")).Select(e => ((PeasSeen)e.Data).Label)];
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Source.DisposeAsync();
        await issuer.DisposeAsync();
        await broker.DisposeAsync();
        await sourceData.DisposeAsync();
        await readerData.DisposeAsync();
    }

    private void Read(Messages messages) => messages.Consume("ladder", on => on.Handle<FirmRegistered>((change, session, _) =>
    {
        if (change.Data.LegalName.StartsWith("bad", StringComparison.Ordinal) && !Mended)
            throw new InvalidOperationException("cannot read that");
        Seen.Enqueue(change.Data.LegalName);
        session.Events.Append("seen:all", new PeasSeen(change.Data.LegalName, change.Position));
        return Task.CompletedTask;
    }));
}
