using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Stages;

public sealed class StageHistorySpecs
{
    private static StageMark[] Marks(params (string On, bool Held)[] marks) =>
        marks.Aggregate(Array.Empty<StageMark>(), (kept, m) => StageHistory.With(kept, new("s", Day(m.On), m.Held, "", "")));

    private static string Spans(params (string On, bool Held)[] marks) =>
        string.Join(' ', StageHistory.Spans(Marks(marks)).Select(s => $"{s.From:yyyy-MM}..{s.To:yyyy-MM}"));

    [Fact]
    public void a_stage_lasts_until_it_is_left() => Assert.Equal("2020-01..2021-01", Spans(("2020-01-01", true), ("2021-01-01", false)));

    [Fact]
    public void an_earlier_day_of_leaving_shortens_it() =>
        Assert.Equal("2020-01..2020-06", Spans(("2020-01-01", true), ("2021-01-01", false), ("2020-06-01", false)));

    [Fact]
    public void an_earlier_day_of_entering_lengthens_it() => Assert.Equal("2019-01..", Spans(("2020-01-01", true), ("2019-01-01", true)));

    [Fact]
    public void entering_on_the_day_of_leaving_goes_on() =>
        Assert.Equal("2020-01..", Spans(("2020-01-01", true), ("2021-01-01", false), ("2021-01-01", true)));

    [Fact]
    public void leaving_ends_the_whole_time_it_falls_into_and_no_other() => Assert.Equal(
        "2018-01..2019-01 2020-01..2020-03 2022-01..",
        Spans(("2018-01-01", true), ("2019-01-01", false), ("2020-01-01", true), ("2021-01-01", false), ("2022-01-01", true), ("2020-03-01", false)));

    [Fact]
    public void leaving_on_the_first_day_leaves_nothing() => Assert.Equal("", Spans(("2020-01-01", true), ("2020-01-01", false)));

    [Fact]
    public void the_table_and_the_firm_tell_the_same_whatever_the_order()
    {
        var random = new Random(7);
        for (var run = 0; run < 500; run++)
        {
            (string On, bool Held)[] marks = [.. Enumerable.Range(0, 8).Select(_ => ($"{random.Next(2015, 2026)}-0{random.Next(1, 9)}-01", random.Next(2) == 0))];
            var rows = new SpanRows([]);
            foreach (var (on, held) in marks)
                rows.Apply(Day(on), held, new(Today));
            var shown = rows.Changed.Where(r => r.KnownTo is null).OrderBy(r => r.ValidFrom).Select(r => (r.ValidFrom, r.ValidTo));
            Assert.Equal(StageHistory.Spans(Marks(marks)).Select(s => (s.From, s.To)), shown);
        }
    }

    [Fact]
    public void a_correction_closes_the_row_and_leaves_it_as_it_was()
    {
        var rows = new SpanRows([new(Day("2023-11-15"), null, new(Day("2024-02-01"), 7), null, true)]);
        rows.Apply(Day("2024-05-01"), false, new(Day("2026-03-10"), 90));
        Assert.Equal(
            [
                new SpanRow(Day("2023-11-15"), null, new(Day("2024-02-01"), 7), new(Day("2026-03-10"), 90), true),
                new SpanRow(Day("2023-11-15"), Day("2024-05-01"), new(Day("2026-03-10"), 90), null, false),
            ],
            rows.Changed);
    }

    /// <summary>Imported history has a day and no place in the log; what it changes was known no earlier than that.</summary>
    [Fact]
    public void what_is_recorded_later_is_never_known_earlier()
    {
        var (row, mark, later) = (new KnownAt(Day("2024-02-01"), 7), new KnownAt(Day("2024-01-01")), new KnownAt(Day("2024-03-01")));
        Assert.Equal(row, mark.NotBefore(row));
        Assert.Equal(later, later.NotBefore(row));
        Assert.Equal(new(Day("2024-03-01"), 9), new KnownAt(Day("2024-02-29"), 9).NotBefore(later));
    }
}
