using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Imports;

/// <summary>Firms as they stand now, by credit code.</summary>
internal static class FirmsByCode
{
    private const int AtOnce = 1_000;

    public static async Task<Dictionary<string, Firm>> Load(IQuerySession session, IEnumerable<string> codes, CancellationToken cancellation)
    {
        var firms = new Dictionary<string, Firm>(StringComparer.Ordinal);
        foreach (var some in codes.Distinct().Chunk(AtOnce))
        {
            var found = await session.LoadManyAsync<CreditCode>(cancellation, some);
            foreach (var firm in await session.LoadManyAsync<Firm>(cancellation, [.. found.Select(c => Firm.Key(c.FirmId))]))
                firms[firm.CreditCode] = firm;
        }
        return firms;
    }
}
