using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Contracts;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Kit;
using Marten;
using Npgsql;

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

    internal async Task<ChangePage> Changes(string query) =>
        (await Source.Client([Roles.Service]).GetFromJsonAsync<ChangePage>(new Uri(Source.Address, $"/changes{query}"), MessageJson.Options))!;

    internal async Task<List<JsonElement>> Parked() =>
        [.. (await Reader.Client([Roles.Operator]).GetFromJsonAsync<JsonElement>("operations/parked")).GetProperty("parked").EnumerateArray()];

    internal async Task<JsonElement> Retry(string id)
    {
        var answer = await Reader.Client([Roles.Operator]).Command(
            "operations/parked/retries", $$"""{"source":"ladder","tenant":"310114","subject":"tin:{{id}}"}""", key: "");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
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
    }).Reread("tin", async (told, session, _) =>
    {
        var seen = (await session.Events.FetchStreamAsync("seen:all")).Select(e => ((PeasSeen)e.Data).Label).ToHashSet();
        var labels = told.Changes.Select(c => ((FirmRegistered)c.Data).LegalName).ToList();
        if (labels.Contains("unheard"))
            throw new InvalidOperationException("cannot read that");
        object[] missed = [.. told.Changes.Where(c => !seen.Contains(((FirmRegistered)c.Data).LegalName)).Select(c => new PeasSeen(((FirmRegistered)c.Data).LegalName, c.Position))];
        if (missed.Length > 0)
            session.Events.Append("seen:all", missed);
        return missed.Length;
    }));

    /// <summary>All that the source has published passes the reader by, as if it had not listened to it.</summary>
    internal async Task PassBy()
    {
        await Eventually.True(async () => await Number(SourceData, "select coalesce(min(last_seq_id), 0) from events.mt_event_progression where name = 'Relay:All'") == await Number(SourceData, Head));
        await broker.PurgeAsync(Contracts.Catalogue.Queue("finance", "ladder"));
        await Number(ReaderData, $"update hosting.cursors set position = {await Number(SourceData, Head)} returning position");
    }

    private const string Head = "select max(seq_id) from events.mt_events";

    private static async Task<long> Number(string data, string sql)
    {
        await using var database = NpgsqlDataSource.Create(data);
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
