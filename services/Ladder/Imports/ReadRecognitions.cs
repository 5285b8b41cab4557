using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Imports;

/// <summary>Reads a list of recognitions and says what it would change. Nothing is changed before its application is ordered.</summary>
internal static class ReadRecognitions
{
    private const int BatchRows = 150;
    private const int LoadAtOnce = 1_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/imports/recognitions", Handle)
        .IsCommand(Roles.CaseWorker, Roles.Supervisor).Accepts<string>("text/csv").Produces<ImportRead>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(
        string listRef, string authority, HttpRequest request, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        if (request.ContentType?.Split(';')[0].Trim() != "text/csv")
            throw new RuleBroken("request.media-type");
        Require.Text(listRef, nameof(listRef));
        Require.Text(authority, nameof(authority));
        request.Body.Position = 0;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        var (rows, unreadable) = RecognitionCsv.Read(body.ToArray());

        var firms = await Firms([.. rows.Select(r => r.CreditCode).Distinct()], context.Session, cancellation);
        var plan = ImportPlan.Of(rows, firms, await shelf.Credentials(context.Tenant, cancellation), authority, listRef, context.NewId);
        var list = Keep(plan, unreadable, listRef, authority, context);
        return Reply.Created(list.Id, ImportRead.Of(list));
    }

    private static ImportedList Keep(ImportPlan plan, List<RowFault> unreadable, string listRef, string authority, CommandContext context)
    {
        var id = context.NewId();
        var batches = plan.Rows.Chunk(BatchRows).Select((rows, number) => new ImportBatch(ImportBatch.Key(id, number), rows)).ToArray();
        var grants = plan.Rows.Where(r => r.Change == PlannedChange.Grant).ToArray();
        var list = new ImportedList(
            id, listRef, authority, context.Person.Subject, context.Now, context.KnownSince, plan.Rows.Count + plan.Faults.Count + unreadable.Count,
            grants.Length, plan.Rows.Count - grants.Length, plan.Rows.Count(r => r.ListedName is not null), batches.Length,
            [.. unreadable.Concat(plan.Faults).OrderBy(f => f.Line)], [.. grants.Take(100)]);
        context.Session.Insert(list);
        context.Session.Insert(batches);
        return list;
    }

    private static async Task<Dictionary<string, Firm>> Firms(string[] codes, IQuerySession session, CancellationToken cancellation)
    {
        var firms = new Dictionary<string, Firm>(StringComparer.Ordinal);
        foreach (var some in codes.Chunk(LoadAtOnce))
        {
            var found = await session.LoadManyAsync<CreditCode>(cancellation, some);
            foreach (var firm in await session.LoadManyAsync<Firm>(cancellation, [.. found.Select(c => Firm.Key(c.FirmId))]))
                firms[firm.CreditCode] = firm;
        }
        return firms;
    }
}

/// <summary>What a list would change.</summary>
/// <param name="NamesDiffer">Rows whose name the firm never had; the code decides.</param>
/// <param name="Changes">The first hundred grants.</param>
internal sealed record ImportRead(
    string Id, string ListRef, string Authority, int Rows, int Grants, int Unchanged, int NamesDiffer, RowFault[] Faults, PlannedRow[] Changes)
{
    public static ImportRead Of(ImportedList list) =>
        new(list.Id, list.ListRef, list.Authority, list.Rows, list.Grants, list.Unchanged, list.NamesDiffer, list.Faults, list.FirstChanges);
}
