using Cultivation.Ladder.Cases;
using Marten;

namespace Cultivation.Ladder.Days;

/// <summary>Ends the cases whose papers have not come by the end of a day, some hundred in a transaction. What a crash left out is found again.</summary>
internal sealed class LapseDue(IDocumentStore store, RecomputeClocks clocks, TimeProvider time)
{
    private const int AtOnce = 100;

    private const string LapsesOn = $"{Database.Events}.mt_immutable_date(data ->> 'lapsesOn')";

    private const string DueSql = $"select id from {Database.Events}.mt_doc_case where tenant_id = ? and {LapsesOn} <= ? order by {LapsesOn} limit ?";

    /// <summary>An accepted case goes back to the firm; a filing that was never accepted ends.</summary>
    internal static object[] Decide(Case @case, DateOnly day, DateOnly today, string by) => @case switch
    {
        { LapsesOn: { } due, Supplement: { } owed } when due <= day => @case.State == CaseState.Accepted
            ? [new CaseReturned(@case.Number, owed.Items, due, today, by)]
            : [new CaseLapsed(@case.Number, owed.Items, due, today, by)],
        _ => [],
    };

    /// <returns>How many cases ended.</returns>
    public async Task<int> Run(string tenant, DateOnly day, string by, KnownSince? known, CancellationToken cancellation)
    {
        await clocks.Run(tenant, by, cancellation);
        var ended = 0;
        while (true)
        {
            var some = await Contended.RunAsync(() => Some(tenant, day, by, known, cancellation));
            ended += some;
            if (some < AtOnce)
                return ended;
        }
    }

    private async Task<int> Some(string tenant, DateOnly day, string by, KnownSince? known, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, by, known);
        var due = await session.QueryAsync<string>(DueSql, cancellation, tenant, day, AtOnce);
        foreach (var key in due)
        {
            var stream = await session.Events.FetchForWriting<Case>(key, cancellation);
            var @case = stream.Aggregate!;
            stream.AppendMany(Decide(@case, day, known?.On ?? time.Today(), by));
            session.Delete<OpenCase>(OpenCase.For(@case.FirmId, @case.ProgrammeId, @case.StageId));
        }
        await session.SaveChangesAsync(cancellation);
        return due.Count;
    }
}
