using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Eligibility.Figures;

namespace Cultivation.Finance.Eligibility;

/// <summary>
/// What an account lacks of all that the ladder ever said of its firm: what was said before the ladder published it, or before Finance listened to it. Where
/// nothing is lacking there is nothing to learn.
/// </summary>
internal static class Missed
{
    /// <param name="facts">The ladder's changes about the firm in order, each with its name and the day on which it was recorded.</param>
    /// <param name="metrics">Figures that some product's rule reads.</param>
    /// <returns>Events for the account: what it is called, since when it is there and since when no more, titles and stages of which it has heard nothing, records, figures.</returns>
    public static object[] By(FirmAccount? account, (object Data, string Ref, DateOnly On)[] facts, IReadOnlySet<string> metrics)
    {
        var known = account ?? new();
        var (told, learnt) = (new FirmAccount(), new List<object>());
        foreach (var (data, by, on) in facts)
        {
            object[] said = [.. LadderFacts.Learnt(told, data, by, on)];
            told = said.Aggregate(told, (state, one) => state.After(one, 0));
            learnt.AddRange(said);
        }
        var named = learnt.OfType<FirmNamed>().LastOrDefault();
        return
        [
            .. named is not null && (named.CreditCode, named.LegalName) != (known.CreditCode, known.LegalName) ? new object[] { named } : [],
            .. learnt.Where(one => one switch
            {
                FirmFounded => known.Registered is null,
                FirmGone => known.Gone is null,
                AdverseListed listed => known.Adverse.All(a => a.RecordId != listed.RecordId),
                AdverseRemoved removed => known.Adverse.FirstOrDefault(a => a.RecordId == removed.RecordId) is not { RemovedOn: not null },
                FirmNamed or FigureLearnt or FigureCorrected or FigureAnnulled => false,
                _ => Holding(one) is { } key && known.Holdings.All(h => h.Key != key),
            }),
            .. KnownFigures.Missing(known, told.Figures.Where(f => metrics.Contains(f.Metric))),
        ];
    }

    /// <summary>The firm's figures, at their latest values, of which none is known, or another value.</summary>
    public static List<Figure> Figures((object Data, string Ref, DateOnly On)[] facts, IReadOnlyCollection<Figure> known) =>
    [
        .. facts.Where(f => f.Data is AnnualFactSubmitted or AnnualFactCorrected or AnnualFactAnnulled)
            .Aggregate(new FirmAccount(), (told, fact) => told.After(LadderFacts.Of(fact.Data, fact.Ref, fact.On)!, 0)).Figures
            .Where(figure => known.FirstOrDefault(k => k.FactId == figure.FactId) is not { } held || held.Value != figure.Value),
    ];

    private static string? Holding(object happened) => happened switch
    {
        StageHeld s => s.StageId,
        StageEnded s => s.StageId,
        CredentialHeld c => c.RecognitionId,
        CredentialExpired c => c.RecognitionId,
        CredentialRevoked c => c.RecognitionId,
        CredentialRestored c => c.RecognitionId,
        CredentialAnnulled c => c.RecognitionId,
        _ => null,
    };
}
