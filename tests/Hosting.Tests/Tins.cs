using Cultivation.Contracts.Ladder.V1;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting.Tests;

public sealed record TinFilled(string Label, int Peas);

/// <summary>The smallest thing that commands can work on.</summary>
public sealed record Tin(string Id, string Label, int Peas, long Version)
{
    public Tin() : this("", "", 0, 0) { }

    public Tin Evolve(object happened) => happened is TinFilled filled ? this with { Label = filled.Label, Peas = Peas + filled.Peas } : this;
}

/// <summary>A service of one aggregate, as a real one would be written.</summary>
internal static class Tins
{
    internal sealed record FillTin(string Label, int Peas, DateOnly? On = null);

    public static void Configure(StoreOptions store) => store.Projections.Snapshot<Tin>(JasperFx.Events.Projections.SnapshotLifecycle.Inline);

    public static void Publish(Messages messages) => messages.Publish<TinFilled>(e => new FirmRegistered(e.Id, e.Data.Label, e.Data.Label, new DateOnly(2026, 1, 1), "310114"));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/tins", Open).IsCommand(Roles.CaseWorker, Roles.Supervisor);
        routes.MapPost("/tins/{id}/fillings", Fill).IsCommand(Roles.CaseWorker);
        routes.MapPost("/tins/{id}/labels", Relabel).IsEdit(Roles.CaseWorker);
        routes.MapGet("/tins/{id}", Show).IsQuery(Roles.CaseWorker);
    }

    private static Reply Open(FillTin command, CommandContext context)
    {
        var id = context.NewId();
        context.Session.Events.StartStream<Tin>($"tin:{id}", new TinFilled(command.Label, command.Peas));
        return Reply.Created($"/v1/tins/{id}", new { id }, 1);
    }

    private static async Task<Reply> Fill(FillTin command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Tin>($"tin:{id}", cancellation);
        if (command.Label == "rust")
            throw new RuleBroken("tin.rusty", new { id });
        stream.AppendOne(new TinFilled(command.Label, command.Peas));
        return Reply.Ok(new { peas = stream.Aggregate!.Peas + command.Peas });
    }

    private static async Task<Reply> Relabel(FillTin command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Tin>($"tin:{id}", context.ExpectedVersion, cancellation);
        stream.AppendOne(new TinFilled(command.Label, 0));
        return Reply.Ok(new { command.Label }, context.ExpectedVersion + 1);
    }

    private static async Task<IResult> Show(string id, QueryContext context, CancellationToken cancellation) =>
        await context.Session.LoadAsync<Tin>($"tin:{id}", cancellation) is { } tin ? Results.Json(tin, Json.Web) : throw new RuleBroken("route.unknown");
}
