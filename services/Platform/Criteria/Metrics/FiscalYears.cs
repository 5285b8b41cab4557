namespace Cultivation.Criteria;

/// <summary>
/// The fiscal years (calendar years in China) before the year of filing, never that year itself (国科发火〔2016〕195号: 近三年 are the three
/// fiscal years before the application).
/// </summary>
/// <param name="Count">How many, counted back from the year before the filing year.</param>
/// <param name="ShorterLife">
/// A younger firm uses the years in which it has really operated: those from its year of registration on, that first and shorter year included.
/// A later year without a fact is a missing fact, not a short life.
/// </param>
internal sealed record FiscalYears(int Count, bool ShorterLife)
{
    /// <summary>Oldest first; empty for a firm of the filing year and for a team.</summary>
    public ImmutableArray<int> Before(Question question)
    {
        var last = question.AsOf.Year - 1;
        var first = question.AsOf.Year - Count;
        if (ShorterLife && question.Subject.EstablishedOn is { } established && established.Year > first)
            first = established.Year;
        return question.Subject.EstablishedOn is null || question.Subject.EstablishedOn.Value.Year > last
            ? []
            : [.. Enumerable.Range(first, last - first + 1)];
    }
}
