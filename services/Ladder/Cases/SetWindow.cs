namespace Cultivation.Ladder.Cases;

/// <summary>Announces a filing window of a stage, or moves it: the deadline of September 2024 moved when the national site was closed.</summary>
/// <param name="Round">Announced once, then moved by the same name.</param>
public sealed record SetWindow(string Round, DateOnly OpensOn, DateOnly ClosesOn, string DocumentRef)
{
    internal static object[] Decide(SetWindow command, string programmeId, string stageId, FilingWindow? window, string by)
    {
        Require.Text(command.Round, nameof(Round), 40);
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        if (command.ClosesOn < command.OpensOn)
            throw new RuleBroken("window.closes-before-opening", new { command.OpensOn, command.ClosesOn });
        return window?.Rounds.FirstOrDefault(r => r.Round == command.Round) is { } now
            && now == new WindowShown(command.Round, command.OpensOn, command.ClosesOn, command.DocumentRef)
            ? []
            : [new FilingWindowSet(programmeId, stageId, command.Round, command.OpensOn, command.ClosesOn, command.DocumentRef, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/programmes/{id}/stages/{stageId}/windows", Handle).IsCommand(Roles.Policy).Produces<WindowShown[]>();
        routes.MapGet("/programmes/{id}/stages/{stageId}/windows", Read).IsQuery(Readers.OfficeAndFirm);
    }

    private static async Task<Reply> Handle(
        SetWindow command, string id, string stageId, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var published = await shelf.Look(context.Tenant, cancellation);
        var programme = published.Find(id).Programme;
        if (published.Open(programme, programme.Latest).Set.Stage(stageId) is null)
            throw new RuleBroken("programme.stage-unknown", new { stageId, programmeId = id });
        var stream = await context.Session.Events.FetchForWriting<FilingWindow>(FilingWindow.Key(id, stageId), cancellation);
        var happened = Decide(command, id, stageId, stream.Aggregate, context.Person.Subject);
        if (happened.Length > 0)
            stream.AppendMany(happened);
        return Reply.Ok(happened.Aggregate(stream.Aggregate ?? new(), (w, e) => w.Fold(e)).Rounds);
    }

    private static async Task<WindowShown[]> Read(string id, string stageId, QueryContext context, CancellationToken cancellation) =>
        (await context.Session.LoadAsync<FilingWindow>(FilingWindow.Key(id, stageId), cancellation))?.Rounds ?? [];
}
