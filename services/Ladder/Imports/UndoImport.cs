using System.Diagnostics;

namespace Cultivation.Ladder.Imports;

/// <summary>
/// Orders that a list which was applied be undone: by compensating events, row by row. What was added stays in the log; a row on which something
/// else rests by now is refused and named.
/// </summary>
/// <param name="Reason">Why, for the record.</param>
public sealed record UndoImport(FreeText Reason)
{
    internal static ImportUndo Decide(
        UndoImport command, ImportedList list, ImportApplication? applied, ImportUndo? undone, string by, DateTimeOffset now, string? traceParent)
    {
        Require.Text(command.Reason, nameof(Reason));
        if (applied is not { Finished: true })
            throw new RuleBroken("import.not-applied", new { list.Id });
        return undone is null
            ? new(list.Id, list.Kind, list.ListRef, by, now, command.Reason, traceParent, list.Batches, list.Batches == 0)
            : throw new RuleBroken("import.undone-already", new { list.Id });
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/imports/{id}/undo", Handle)
        .IsCommand(Roles.Supervisor).Produces<ImportOrdered>(StatusCodes.Status202Accepted);

    private static async Task<Reply> Handle(
        UndoImport command, string id, CommandContext context, ImportWorker worker, HttpResponse response, CancellationToken cancellation)
    {
        var list = await context.Session.LoadAsync<ImportedList>(id, cancellation) ?? throw new RuleBroken("import.unknown", new { id });
        var applied = await context.Session.LoadAsync<ImportApplication>(id, cancellation);
        var undone = await context.Session.LoadAsync<ImportUndo>(id, cancellation);
        var order = Decide(command, list, applied, undone, context.Person.Subject, context.Now, Activity.Current?.Id);
        context.Session.Insert(order);
        context.Session.KeepTexts($"import:{id}", order);
        response.OnCompleted(worker.Wake);
        return Reply.Accepted($"../{id}", new ImportOrdered(id, order.Batches));
    }
}
