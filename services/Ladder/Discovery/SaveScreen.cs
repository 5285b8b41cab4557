using System.Text.Json;

namespace Cultivation.Ladder.Discovery;

/// <summary>Keeps a search.</summary>
/// <param name="MostMissing">Conditions of the stage that may be unmet: 0 to 20.</param>
/// <param name="MostOpen">Conditions that may wait for data or a person; null for any number.</param>
public sealed record SaveScreen(string Name, string StageId, int MostMissing, int? MostOpen = null, string? Town = null, string? Industry = null, JsonElement? Criteria = null)
{
    internal static object[] Decide(SaveScreen command, Screen? screen, string screenId, string by)
    {
        Require.Text(command.Name, nameof(Name));
        if (command.MostMissing is < 0 or > 20 || command.MostOpen < 0)
            throw new RuleBroken("screen.count", new { command.MostMissing, command.MostOpen });
        if (screen is { Retired: true })
            throw new RuleBroken("screen.retired", new { screenId });
        _ = Screen.Parse(command.Criteria);
        var saved = new ScreenSaved(
            screenId, command.Name.Trim(), command.StageId, command.MostMissing, command.MostOpen, command.Town, command.Industry, command.Criteria, by);
        return screen is not null && Same(saved, screen) ? [] : [saved];
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/screens", Create).IsCommand(LeadPage.Workers).Produces<ScreenMade>(StatusCodes.Status201Created);
        routes.MapPost("/screens/{id}/changes", Change).IsEdit(LeadPage.Workers).Produces<Screen>();
        routes.MapPost("/screens/{id}/retirement", Retire).IsEdit(LeadPage.Workers).Produces<Screen>();
    }

    private static async Task<Reply> Create(SaveScreen command, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        _ = (await shelf.Look(context.Tenant, cancellation)).WithStage(command.StageId);
        var id = context.NewId();
        context.Session.Events.StartStream<Screen>(Screen.Key(id), Decide(command, null, id, context.Person.Subject));
        return Reply.Created($"screens/{id}", new ScreenMade(id), version: 1);
    }

    private static async Task<Reply> Change(SaveScreen command, string id, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        _ = (await shelf.Look(context.Tenant, cancellation)).WithStage(command.StageId);
        var stream = await Screen.Fetch(context, id, cancellation);
        return Append(stream, Decide(command, stream.Aggregate, id, context.Person.Subject));
    }

    private static async Task<Reply> Retire(string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Screen.Fetch(context, id, cancellation);
        return Append(stream, stream.Aggregate!.Retired ? [] : [new ScreenRetired(id, context.Person.Subject)]);
    }

    private static Reply Append(JasperFx.Events.IEventStream<Screen> stream, object[] happened)
    {
        if (happened.Length > 0)
            stream.AppendMany(happened);
        return Reply.Ok(happened.Aggregate(stream.Aggregate!, (state, e) => state.Fold(e)), stream.StartingVersion + happened.Length);
    }

    private static bool Same(ScreenSaved saved, Screen screen) =>
        (saved.Name, saved.StageId, saved.MostMissing, saved.MostOpen, saved.Town, saved.Industry)
            == (screen.Name, screen.StageId, screen.MostMissing, screen.MostOpen, screen.Town, screen.Industry)
        && saved.Criteria?.GetRawText() == screen.Criteria?.GetRawText();
}

internal sealed record ScreenMade(string ScreenId);
