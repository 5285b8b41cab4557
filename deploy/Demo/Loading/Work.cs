using System.Collections.Concurrent;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>What all steps share.</summary>
/// <param name="Ids">The Ladder's id of each firm, by the firm's number.</param>
internal sealed record Work(Gateway Gateway, District District, ConcurrentDictionary<int, string> Ids)
{
    public const int AtOnce = 16;
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Does it for all, sixteen at a time, and answers how many.</summary>
    public static async Task<int> ForAll<T>(IReadOnlyCollection<T> all, Func<T, Task> one)
    {
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => await one(item));
        return all.Count;
    }

    private readonly Dictionary<int, string> codes = District.Firms.ToDictionary(firm => firm.Number, firm => firm.CreditCode);

    public string Id(Firm firm) => Ids[firm.Number];

    public string Code(int firm) => codes[firm];

    /// <summary>The firm's page with the version for If-Match.</summary>
    public Task<Answer> Firm(Firm firm) => Gateway.Get($"api/ladder/v1/firms/{Id(firm)}");
}
