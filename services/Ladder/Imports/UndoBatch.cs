using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Imports;

/// <summary>Undoes one batch of a list: the compensating events of all its firms and its result in one transaction, so it is done once.</summary>
internal sealed class UndoBatch(IDocumentStore store, TimeProvider time)
{
    public Task Run(string tenant, ImportUndo order, int number, Rungs rungs, CancellationToken cancellation) =>
        Contended.RunAsync(() => Once(tenant, order, number, rungs, cancellation));

    private async Task Once(string tenant, ImportUndo order, int number, Rungs rungs, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, order.By, null, order.TraceParent);
        var (from, to) = (ImportBatch.Key(order.Id, number), ImportBatch.Key(ImportUndo.Results(order.Id), number));
        if (await session.LoadAsync<ImportResult>(to, cancellation) is not null)
            return;
        var batch = await session.LoadAsync<ImportBatch>(from, cancellation) ?? throw new InvalidOperationException($"No batch {from} in {tenant}");
        var applied = await session.LoadAsync<ImportedRows>(from, cancellation) ?? throw new InvalidOperationException($"No result {from} in {tenant}");
        var added = applied.Rows.Where(r => r.Outcome == RowResult.Added).Select(r => r.Line).ToHashSet();
        var (kind, now) = (ListKinds.Named(order.Kind), time.GetUtcNow());
        var rows = batch.Rows.Where(r => added.Contains(r.Line)).GroupBy(r => r.CreditCode).ToList();
        var firms = await FirmsByCode.Load(session, rows.Select(r => r.Key), cancellation);
        List<RowResult> results = [];
        foreach (var some in rows)
        {
            var firm = firms.GetValueOrDefault(some.Key);
            var (events, outcomes) = Decide(kind, firm, some, new(rungs, Clock.Day(now), now, order.By, order.ListRef));
            if (events.Count > 0)
                session.Events.Append(firm!.Id, firm.Version + events.Count, events);
            if (events.Exists(e => e is RegistrationAnnulled))
                session.Delete<CreditCode>(some.Key);
            results.AddRange(outcomes);
        }
        session.Insert(ImportResult.Of(to, results));
        session.Insert(new ImportedRows(to, [.. results.OrderBy(r => r.Line)]));
        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>The events that undo one firm's rows, the last applied first.</summary>
    internal static (List<object> Events, List<RowResult> Results) Decide(IListKind kind, Firm? firm, IEnumerable<PlannedRow> rows, ApplyingDay at)
    {
        List<object> events = [];
        List<RowResult> results = [];
        foreach (var row in rows.OrderBy(r => r.KnownSince).ThenBy(r => r.Figure?.FiscalYear).Reverse())
        {
            string outcome;
            try
            {
                var happened = firm is null ? [] : kind.Undo(row, firm, at);
                events.AddRange(happened);
                firm = firm?.Fold(happened);
                outcome = happened.Count > 0 ? RowResult.Undone : RowResult.Unchanged;
            }
            catch (RuleBroken broken)
            {
                outcome = broken.Code;
            }
            results.Add(new(row.Line, row.CreditCode, firm is null ? row.FirmId : Firm.IdOf(firm.Id), outcome));
        }
        return (events, results);
    }
}
