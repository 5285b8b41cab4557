namespace Cultivation.Ladder.Imports;

/// <summary>Reads a list and says what it would change. Nothing is changed before its application is ordered.</summary>
internal static class ReadList
{
    private const int BatchRows = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in ListKinds.All)
        {
            routes.MapPost(
                    $"/imports/{kind.Name}",
                    (string listRef, string authority, HttpRequest request, CommandContext context, Shelf shelf, FirmsByName names, CancellationToken cancellation) =>
                        Handle(kind, new(listRef, authority), request, context, shelf, names, cancellation))
                .WithTags(nameof(ReadList)).IsCommand(Roles.CaseWorker, Roles.Supervisor).Accepts<string>(ListFile.CsvType, ListFile.ExcelType).Produces<ImportRead>(StatusCodes.Status201Created);
        }
    }

    private static async Task<Reply> Handle(
        IListKind kind, ListPaper paper, HttpRequest request, CommandContext context, Shelf shelf, FirmsByName names, CancellationToken cancellation)
    {
        var mediaType = request.ContentType?.Split(';')[0].Trim() ?? "";
        if (mediaType is not (ListFile.CsvType or ListFile.ExcelType))
            throw new RuleBroken("request.media-type");
        Require.Text(paper.Reference, "listRef");
        Require.Text(paper.Authority, "authority");
        request.Body.Position = 0;
        if (request.Body.Length > ListFile.MostBytes)
            throw new RuleBroken("import.too-large", new { most = ListFile.MostBytes / 1024 / 1024 });
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        var asked = ImportPlan.Read(kind, body.ToArray(), paper, context.Today, context.NewId, mediaType);
        if (asked.Rows.Exists(row => row.KnownSince is not null) && !context.Person.Is(Roles.Supervisor))
            throw new RuleBroken("known-since.forbidden");

        var firms = await FirmsByCode.Load(context.Session, asked.Rows.Select(r => r.CreditCode).Where(code => code.Length > 0), cancellation);
        var codes = firms.Keys.ToHashSet(StringComparer.Ordinal);
        asked = asked.Matched(await names.Find(context.Tenant, asked.Unmatched(codes), cancellation), codes);
        foreach (var (code, firm) in await FirmsByCode.Load(context.Session, asked.Rows.Where(r => r.MatchedByName).Select(r => r.CreditCode), cancellation))
            firms[code] = firm;
        var published = await shelf.Look(context.Tenant, cancellation);
        var at = new ApplyingDay(published.Rungs, context.KnownDay(), context.Now, context.Person.Subject, paper.Reference);
        var plan = asked.Judged(kind, firms, published.Credentials(), at).Foreseen(kind, firms, at);
        var additions = plan.Rows.Where(r => r.Change == PlannedChange.Add).ToArray();
        var list = Keep(kind, plan, additions.Length, paper, context);
        return Reply.Created(list.Id, ImportRead.Of(list, [.. additions.Take(100)]));
    }

    private static ImportedList Keep(IListKind kind, ImportPlan plan, int additions, ListPaper paper, CommandContext context)
    {
        var id = context.NewId();
        var batches = plan.Batches(BatchRows).Select((rows, number) => new ImportBatch(ImportBatch.Key(id, number), rows)).ToArray();
        var list = new ImportedList(
            id, kind.Name, paper.Reference, paper.Authority, context.Person.Subject, context.Now, context.KnownSince,
            plan.Rows.Count + plan.Faults.Count, additions, plan.Rows.Count - additions, plan.Rows.Count(r => r.ListedName is not null),
            batches.Length, [.. plan.Faults.OrderBy(f => f.Line)]) { Consequences = Consequences.Of(plan.Rows) };
        context.Session.Insert(list);
        context.Session.Insert(batches);
        return list;
    }
}

/// <summary>What a list would change.</summary>
/// <param name="Additions">Rows that would add what they ask for.</param>
/// <param name="NamesDiffer">Rows whose name the firm never had; the code decides.</param>
/// <param name="Changes">The first hundred additions; all rows stand at <c>imports/{id}/plan</c>.</param>
/// <param name="Consequences">The events that they would lead to, and what other services would be told.</param>
internal sealed record ImportRead(
    string Id, string Kind, string ListRef, string Authority, int Rows, int Additions, int Unchanged, int NamesDiffer, RowFault[] Faults,
    PlannedRow[] Changes, Consequences Consequences)
{
    public static ImportRead Of(ImportedList list, PlannedRow[] changes) => new(
        list.Id, list.Kind, list.ListRef, list.Authority, list.Rows, list.Additions, list.Unchanged, list.NamesDiffer, list.Faults, changes, list.Consequences);
}
