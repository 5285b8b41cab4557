using System.Diagnostics;

namespace Cultivation.Ladder.Imports;

/// <summary>Orders the application of a list that was read. It runs in the background and goes on after a crash.</summary>
/// <param name="SkipFaulty">Apply the good rows although there are faulty ones.</param>
public sealed record ApplyImport(bool SkipFaulty)
{
    internal static ImportApplication Decide(
        ApplyImport command, ImportedList list, ImportApplication? ordered, string by, DateTimeOffset now, KnownSince? known, string? traceParent)
    {
        if (ordered is not null)
            throw new RuleBroken("import.applied-already", new { list.Id });
        return list.Faults.Length > 0 && !command.SkipFaulty
            ? throw new RuleBroken("import.has-faults", new { faults = list.Faults.Length })
            : new(list.Id, list.Kind, list.ListRef, by, now, known ?? list.Known, traceParent, list.Batches, list.Batches == 0);
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/imports/{id}/application", Handle)
        .IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<ImportOrdered>(StatusCodes.Status202Accepted);

    private static async Task<Reply> Handle(
        ApplyImport command, string id, CommandContext context, ImportWorker worker, HttpResponse response, CancellationToken cancellation)
    {
        var list = await context.Session.LoadAsync<ImportedList>(id, cancellation) ?? throw new RuleBroken("import.unknown", new { id });
        var ordered = await context.Session.LoadAsync<ImportApplication>(id, cancellation);
        var application = Decide(command, list, ordered, context.Person.Subject, context.Now, context.KnownSince, Activity.Current?.Id);
        context.Session.Insert(application);
        response.OnCompleted(worker.Wake);
        return Reply.Accepted($"../{id}", new ImportOrdered(id, application.Batches));
    }
}

internal sealed record ImportOrdered(string Id, int Batches);
