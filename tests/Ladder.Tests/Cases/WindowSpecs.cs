using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

public sealed class WindowSpecs
{
    private static readonly FilingWindowSet First = new("p", "jd.pool", "2024-1", Day("2024-06-01"), Day("2024-09-06"), "通知1", "chen");
    private static readonly FilingWindowSet Moved = First with { ClosesOn = Day("2024-09-20"), DocumentRef = "通知2" };

    private static Spec<FilingWindow> None => new(new(), (w, e) => w.Fold(e));

    /// <summary>Subtlety 15: the deadline of September 2024 was moved when the national site closed.</summary>
    [Fact]
    public void a_window_moves_by_another_notice()
    {
        None.When(w => SetWindow.Decide(Of(First), "p", "jd.pool", w, "chen")).Then(First);
        None.Given(First).When(w => SetWindow.Decide(Of(Moved), "p", "jd.pool", w, "chen")).Then(Moved);
        None.Given(First, Moved).When(w => SetWindow.Decide(Of(Moved), "p", "jd.pool", w, "chen")).ThenNothing();
        None.When(w => SetWindow.Decide(Of(First) with { ClosesOn = Day("2024-05-01") }, "p", "jd.pool", w, "chen")).Throws("window.closes-before-opening");
    }

    [Fact]
    public void the_window_shown_is_the_open_one_or_the_next_or_the_last()
    {
        var window = new FilingWindow().Fold(First with { Round = "2024-2", OpensOn = Day("2024-10-01"), ClosesOn = Day("2024-10-31") }).Fold(Moved);
        Assert.Equal(["2024-1", "2024-1", "2024-2", "2024-2"], new[] { "2024-01-01", "2024-09-20", "2024-09-21", "2025-01-01" }.Select(d => window.Around(Day(d))!.Round));
    }

    private static SetWindow Of(FilingWindowSet e) => new(e.Round, e.OpensOn, e.ClosesOn, e.DocumentRef);
}
