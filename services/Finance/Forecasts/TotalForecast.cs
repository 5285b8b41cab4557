using System.Globalization;
using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Forecasts;

/// <summary>How many entries of a kind a bank's feed would get.</summary>
internal sealed record ForeseenTotal(string BankId, DisclosureKind Kind, int Entries, int Firms);

/// <summary>
/// The forecast of a list, counted by bank and kind. It walks the list's pages for ten seconds at most, and one page at least: what a longer list
/// would lead to beyond is counted by asking again.
/// </summary>
/// <param name="Pages">So many pages of the list are in it.</param>
/// <param name="Next">Where to go on; null where the list has no more.</param>
internal sealed record TotalForecast(ForeseenTotal[] Totals, int Pages, string? Next)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    internal static ForeseenTotal[] Sum(IEnumerable<ForeseenEntry> entries) =>
    [
        .. entries.GroupBy(e => (e.BankId, e.Kind)).Select(of => new ForeseenTotal(of.Key.BankId, of.Key.Kind, of.Count(), of.DistinctBy(e => e.FirmId).Count()))
            .OrderBy(t => t.BankId, StringComparer.Ordinal).ThenBy(t => t.Kind),
    ];

    /// <summary>Walks pages until there are no more, or the time is over.</summary>
    internal static async Task<TotalForecast> Walk(int? after, Func<int?, Task<Page<ForeseenEntry>>> read, TimeProvider time)
    {
        var (started, found, pages, next) = (time.GetTimestamp(), new List<ForeseenEntry>(), 0, after);
        do
        {
            var page = await read(next);
            found.AddRange(page.Items);
            pages++;
            next = page.Next is null ? null : int.Parse(page.Next, CultureInfo.InvariantCulture);
        }
        while (next is not null && time.GetElapsedTime(started) < Bound);
        return new(Sum(found), pages, next?.ToString(CultureInfo.InvariantCulture));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/imports/{id}/forecast/totals", Handle).IsQuery(ForecastImport.Readers);

    private static Task<TotalForecast> Handle(string id, int? after, QueryContext context, Foresight foresight, TimeProvider time, CancellationToken cancellation) =>
        Walk(after, place => foresight.Page(context.Tenant, id, place, cancellation), time);
}
