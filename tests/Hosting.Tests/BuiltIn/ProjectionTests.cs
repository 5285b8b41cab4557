using System.Net;
using System.Text.Json;
using Cultivation.Kit;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;

namespace Cultivation.Hosting.Tests;

/// <summary>The operator's endpoints for projections.</summary>
public sealed partial class ProjectionTests : IAsyncLifetime
{
    public sealed record Shelf(string Id, int Tins);

    /// <summary>Chokes on rust until it is mended.</summary>
    public sealed partial class Shelves : MultiStreamProjection<Shelf, string>
    {
        public Shelves() => Identity<TinFilled>(e => e.Label);

        internal static volatile bool Mended;

        public override Shelf? Evolve(Shelf? snapshot, string id, IEvent e) =>
            id == "rust" && !Mended ? throw new InvalidOperationException("rusty") : new(id, (snapshot?.Tins ?? 0) + 1);
    }

    private TestDatabase database = null!;
    private TestVirtualHost broker = null!;
    private TestIssuer issuer = null!;
    private Service service = null!;

    public async ValueTask InitializeAsync()
    {
        Shelves.Mended = false;
        database = await TestDatabase.CreateAsync("shelves");
        broker = await TestVirtualHost.CreateAsync();
        issuer = await TestIssuer.StartAsync();
        service = await Service.StartAsync("tins", database.ConnectionString, broker.Address, issuer, issuer.Authority,
            store => store.Projections.Add<Shelves>(ProjectionLifecycle.Async), Tins.Publish, _ => { });
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await issuer.DisposeAsync();
        await broker.DisposeAsync();
        await database.DisposeAsync();
    }

    private HttpClient Operator => service.Client([Roles.Operator], subject: "op-1");

    private async Task Fill(params string[] labels)
    {
        await using var session = service.Store.LightweightSession("310114");
        foreach (var label in labels)
            session.Events.Append("tin:1", new TinFilled(label, 1));
        await session.SaveChangesAsync();
    }

    private async Task<JsonElement> Shown(string name, string state)
    {
        JsonElement? found = null;
        await Eventually.True(async () => (found = (await Operator.Read("operations/projections")).GetProperty("projections").EnumerateArray()
            .Select(p => (JsonElement?)p).FirstOrDefault(p => p!.Value.GetProperty("name").GetString() == name && p.Value.GetProperty("state").GetString() == state)) is not null);
        return found!.Value;
    }

    private Task<HttpResponseMessage> Do(string path, string body = "{}") => Operator.Command($"operations/projections/{path}", body, key: "");

    [Fact]
    public async Task a_stopped_projection_tells_reason_and_event_and_goes_on_past_the_skipped_one()
    {
        await Fill("peas", "rust", "peas");
        var stopped = await Shown("Shelf:All", "Stopped");
        Assert.Equal("projection", stopped.GetProperty("kind").GetString());
        Assert.Contains("rusty", stopped.GetProperty("reason").GetString());
        var failed = stopped.GetProperty("failedAt");
        Assert.Equal(("tin:1", 2L, "tin_filled"), (failed.GetProperty("stream").GetString(), failed.GetProperty("version").GetInt64(), failed.GetProperty("type").GetString()));
        Assert.Equal(2, stopped.GetProperty("lagEvents").GetInt64());
        await Shown("Relay:All", "Running");

        var sequence = failed.GetProperty("sequence").GetInt64();
        Assert.Equal((409, "projection.not-stopped-there"), await Do("Shelf/skip", $$"""{"sequence":{{sequence + 1}},"reason":"rust"}""").Problem());
        Assert.Equal((422, "field.text"), await Do("Shelf/skip", $$"""{"sequence":{{sequence}},"reason":""}""").Problem());
        Assert.Equal(HttpStatusCode.Accepted, (await Do("Shelf/skip", $$"""{"sequence":{{sequence}},"reason":"rusted through"}""")).StatusCode);
        await Eventually.True(async () => (await Shown("Shelf:All", "Running")).GetProperty("lagEvents").GetInt64() == 0);
        var letter = Assert.Single((await Operator.Read("operations/projections/dead-letters")).GetProperty("deadLetters").EnumerateArray());
        Assert.Equal((sequence, "op-1"), (letter.GetProperty("sequence").GetInt64(), letter.GetProperty("skippedBy").GetString()));
        var act = Assert.Single((await Operator.Read("operations/acts")).GetProperty("items").EnumerateArray());
        Assert.Equal(("skip", $"Shelf {sequence}", "op-1", "rusted through"), (act.Text("act"), act.Text("target"), act.Text("by"), act.Text("reason")));
        await using var query = service.Store.QuerySession("310114");
        Assert.Equal(2, (await query.LoadAsync<Shelf>("peas"))!.Tins);
    }

    [Fact]
    public async Task it_is_retried_paused_resumed_and_rebuilt_by_name()
    {
        await Fill("rust");
        await Shown("Shelf:All", "Stopped");
        Shelves.Mended = true;
        await Do("Shelf/retry");
        await Shown("Shelf:All", "Running");
        await Do("Shelf:All/pause");
        await Shown("Shelf:All", "Paused");
        await Do("Shelf:All/resume");
        await Shown("Shelf:All", "Running");
        await Do("Shelf/rebuild");
        await Eventually.True(async () => (await Shown("Shelf:All", "Running")).GetProperty("rebuild") is { ValueKind: JsonValueKind.Object } rebuild
            && rebuild.GetProperty("state").GetString() == "Done" && rebuild.GetProperty("position").GetInt64() == 1);
        var acts = await Operator.Read("operations/acts?limit=3");
        Assert.Equal(["rebuild", "resume", "pause"], acts.GetProperty("items").EnumerateArray().Select(act => act.Text("act")));
        var rest = await Operator.Read($"operations/acts?cursor={acts.Text("next")}");
        Assert.Equal("retry", Assert.Single(rest.GetProperty("items").EnumerateArray()).Text("act"));
    }

    [Fact]
    public async Task refusals_are_told_by_code_and_only_operators_may()
    {
        Assert.Equal((404, "projection.unknown"), await Do("Nobody/pause").Problem());
        Assert.Equal((409, "projection.nothing-to-rebuild"), await Do("Relay/rebuild").Problem());
        Assert.Equal((403, "auth.role-missing"), await service.Client([Roles.Supervisor]).GetAsync(new Uri("operations/projections", UriKind.Relative)).Problem());
    }
}
