using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Forecasts;
using Cultivation.Hosting;

namespace Cultivation.Finance.Tests.Forecasts;

public sealed class TotalSpecs
{
    private static readonly ForeseenEntry[][] Batches =
    [
        [Told("bank-b", DisclosureKind.Granted, "f1"), Told("bank-a", DisclosureKind.Withdrawn, "f1"), Told("bank-a", DisclosureKind.Granted, "f1")],
        [Told("bank-a", DisclosureKind.Granted, "f1"), Told("bank-a", DisclosureKind.Granted, "f2")],
        [Told("bank-b", DisclosureKind.Granted, "f3")],
    ];

    [Fact]
    public async Task a_list_is_counted_by_bank_and_kind_over_all_of_its_pages()
    {
        var counted = await TotalForecast.Walk(null, Read, TimeProvider.System);
        Assert.Equal((3, null), (counted.Pages, counted.Next));
        Assert.Equal(
            [new("bank-a", DisclosureKind.Granted, 3, 2), new("bank-a", DisclosureKind.Withdrawn, 1, 1), new("bank-b", DisclosureKind.Granted, 2, 2)], counted.Totals);
    }

    [Fact]
    public async Task when_the_time_is_over_it_says_where_to_go_on()
    {
        var first = await TotalForecast.Walk(null, Read, new Slow());
        Assert.Equal((2, "2", 4), (first.Pages, first.Next, first.Totals.Where(t => t.BankId == "bank-a").Sum(t => t.Entries)));
        var rest = await TotalForecast.Walk(2, Read, new Slow());
        Assert.Equal((1, null), (rest.Pages, rest.Next));
        Assert.Equal([new("bank-b", DisclosureKind.Granted, 1, 1)], rest.Totals);
    }

    private static Task<Page<ForeseenEntry>> Read(int? batch) =>
        Task.FromResult(new Page<ForeseenEntry>(Batches[batch ?? 0], batch == 2 ? null : $"{(batch ?? 0) + 1}"));

    private static ForeseenEntry Told(string bank, DisclosureKind kind, string firm) => new(bank, kind, firm, "code", "name", "loan", true, new(2026, 11, 30), null);

    /// <summary>Six seconds pass whenever it is looked at.</summary>
    private sealed class Slow : TimeProvider
    {
        private long looked;

        public override long GetTimestamp() => looked++ * 6 * TimestampFrequency;
    }
}
