using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Eligibility;

/// <summary>
/// What a new day brings though nobody did anything: something held begins or ends, an end comes near of which a bank is to be warned, a
/// consent runs out; or a bank's agreement or approval does, which concerns all firms.
/// </summary>
internal sealed partial class NewDay(Walk walk, NextDays days, IDocumentStore store, TimeProvider time, ILogger<NewDay> log) : DailyJob(time, log)
{
    private const int FirmsAtOnce = 500;

    protected override async Task Run(DateOnly today, CancellationToken cancellation)
    {
        foreach (var (district, last) in await days.Open(today, cancellation))
        {
            var (walked, changed) = await OffersChanged(district, last, today, cancellation)
                ? await walk.All(store, district, null, cancellation)
                : (0, 0);
            walked += await LookAtDue(district, today, cancellation);
            await days.Done(district, today, cancellation);
            Looked(log, district, today, walked, changed);
        }
    }

    /// <summary>A bank's agreement or approval began or ended since the last day.</summary>
    internal static bool ChangesBetween(Bank bank, DateOnly last, DateOnly today) =>
        bank.Approvals.SelectMany(a => new[] { a.From, a.To.AddDays(1) })
            .Concat(bank.Agreement is { } agreement ? [agreement.From, agreement.To.AddDays(1)] : Array.Empty<DateOnly>())
            .Any(day => last < day && day <= today);

    private async Task<bool> OffersChanged(string district, DateOnly last, DateOnly today, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(district);
        var banks = await session.QueryAsync<Bank>("where tenant_id = ?", cancellation, district);
        return banks.Any(bank => ChangesBetween(bank, last, today));
    }

    private async Task<int> LookAtDue(string district, DateOnly today, CancellationToken cancellation)
    {
        var looked = 0;
        while (await days.Due(district, today, FirmsAtOnce, cancellation) is { Count: > 0 } due)
        {
            foreach (var firm in due)
                await walk.One(store, district, firm, null, cancellation);
            looked += due.Count;
        }
        return looked;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{District}: {Day} has begun; {Walked} accounts looked at, {Changed} of them since an agreement or approval changed")]
    private static partial void Looked(ILogger log, string district, DateOnly day, int walked, int changed);
}
