using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Imports;

/// <summary>Applies one batch: the events of all its firms and its result in one transaction, so it is done once, whoever does it.</summary>
internal sealed class ApplyBatch(IDocumentStore store, TimeProvider time)
{
    public Task Run(string tenant, ImportApplication order, int number, Rungs rungs, CancellationToken cancellation) =>
        Contended.RunAsync(() => Once(tenant, order, ImportBatch.Key(order.Id, number), rungs, cancellation));

    private async Task Once(string tenant, ImportApplication order, string key, Rungs rungs, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, order.By, null, order.TraceParent);
        if (await session.LoadAsync<ImportResult>(key, cancellation) is not null)
            return;
        var batch = await session.LoadAsync<ImportBatch>(key, cancellation) ?? throw new InvalidOperationException($"No batch {key} in {tenant}");
        var (kind, now) = (ListKinds.Named(order.Kind), time.GetUtcNow());
        var firms = await FirmsByCode.Load(session, batch.Rows.Select(r => r.CreditCode), cancellation);
        List<RowResult> results = [];
        foreach (var rows in batch.Rows.GroupBy(r => r.CreditCode))
        {
            var firm = firms.GetValueOrDefault(rows.Key);
            var (decided, outcomes) = Decide(kind, firm, rows, new(rungs, order.Known?.On ?? Clock.Day(now), now, order.By, order.ListRef));
            Append(session, firm, decided, order);
            results.AddRange(outcomes);
        }
        session.Insert(ImportResult.Of(key, results));
        session.Insert(new ImportedRows(key, [.. results.OrderBy(r => r.Line)]));
        await session.SaveChangesAsync(cancellation);
    }

    private static void Append(IDocumentSession session, Firm? firm, List<DecidedRow> decided, ImportApplication order)
    {
        if (decided.Count == 0)
            return;
        object[] events = [.. decided.SelectMany(d => d.Events)];
        var id = decided[0].Row.FirmId;
        var appended = firm is null
            ? session.Events.StartStream<Firm>(Firm.Key(id), events)
            : session.Events.Append(firm.Id, firm.Version + events.Length, events);
        if (firm is null)
            session.Insert(new CreditCode(decided[0].Row.CreditCode, id));
        foreach (var (happened, day) in appended.Events.Zip(decided.SelectMany(d => d.Events.Select(_ => d.Row.KnownSince))))
            (day is null ? order.Known : new KnownSince(day.Value, order.ListRef))?.MarkOn(happened);
    }

    /// <summary>The events of one firm's rows, each row decided on what the ones before it left: what was known first comes first, then the older year.</summary>
    internal static (List<DecidedRow> Decided, List<RowResult> Results) Decide(
        IListKind kind, Firm? firm, IEnumerable<PlannedRow> rows, ApplyingDay at)
    {
        List<DecidedRow> decided = [];
        List<RowResult> results = [];
        foreach (var row in rows.OrderBy(r => r.KnownSince).ThenBy(r => r.Figure?.FiscalYear))
        {
            string outcome;
            try
            {
                var happened = kind.Decide(row, firm, at with { Known = row.KnownSince ?? at.Known });
                if (happened.Count > 0)
                    decided.Add(new(row, happened));
                firm = happened.Count > 0 ? (firm ?? new Firm { Id = Firm.Key(row.FirmId) }).Fold(happened) : firm;
                outcome = happened.Count > 0 ? RowResult.Added : RowResult.Unchanged;
            }
            catch (RuleBroken broken)
            {
                outcome = broken.Code;
            }
            results.Add(new(row.Line, row.CreditCode, firm is null ? row.FirmId : Firm.IdOf(firm.Id), outcome));
        }
        return (decided, results);
    }
}

/// <summary>What a row brings about.</summary>
internal sealed record DecidedRow(PlannedRow Row, IReadOnlyList<object> Events);
