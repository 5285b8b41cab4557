using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Recognitions;
using JasperFx;
using Marten;

namespace Cultivation.Ladder.Imports;

/// <summary>Applies one batch: the events of all its firms and its result in one transaction, so it is done once, whoever does it.</summary>
internal sealed class ApplyBatch(IDocumentStore store, TimeProvider time)
{
    private const int MostRuns = 8;

    public async Task Run(string tenant, ImportApplication order, int number, Rungs rungs, CancellationToken cancellation)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                await Once(tenant, order, ImportBatch.Key(order.Id, number), rungs, cancellation);
                return;
            }
            catch (DocumentAlreadyExistsException)
            {
                return; // another process did it
            }
            catch (ConcurrencyException) when (run < MostRuns)
            {
                // somebody changed one of the firms: decide again on what stands there now
            }
        }
    }

    private async Task Once(string tenant, ImportApplication order, string key, Rungs rungs, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, order.By, order.Known, order.TraceParent);
        if (await session.LoadAsync<ImportResult>(key, cancellation) is not null)
            return;
        var batch = await session.LoadAsync<ImportBatch>(key, cancellation) ?? throw new InvalidOperationException($"No batch {key} in {tenant}");
        var firms = await session.LoadManyAsync<Firm>(cancellation, [.. batch.Rows.Select(r => Firm.Key(r.FirmId)).Distinct()]);
        List<RowResult> results = [];
        foreach (var (firm, rows) in batch.Rows.GroupBy(r => Firm.Key(r.FirmId)).Select(g => (firms.Single(f => f.Id == g.Key), g)))
        {
            var (events, outcomes) = Decide(firm, rows, rungs, order.Known?.On ?? time.Today(), time.GetUtcNow());
            if (events.Count > 0)
                session.Events.Append(firm.Id, firm.Version + events.Count, events);
            results.AddRange(outcomes);
        }
        session.Insert(ImportResult.Of(key, [.. results.OrderBy(r => r.Line)]));
        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>The events of one firm's rows, each row decided on what the ones before it left.</summary>
    internal static (List<object> Events, List<RowResult> Results) Decide(
        Firm firm, IEnumerable<PlannedRow> rows, Rungs rungs, DateOnly known, DateTimeOffset now)
    {
        List<object> events = [];
        List<RowResult> results = [];
        foreach (var row in rows)
        {
            string outcome;
            try
            {
                var happened = GrantRecognition.Decide(row.Grant, firm, rungs, known, now);
                firm = firm.Fold(happened);
                events.AddRange(happened);
                outcome = happened.Count > 0 ? RowResult.Granted : RowResult.Unchanged;
            }
            catch (RuleBroken broken)
            {
                outcome = broken.Code;
            }
            results.Add(new(row.Line, row.CreditCode, row.FirmId, outcome));
        }
        return (events, results);
    }
}
