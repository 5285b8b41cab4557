namespace Cultivation.Demo.Population;

/// <summary>A certificate taken back from a day before the decision (国科发火〔2016〕32号, article 19).</summary>
internal sealed record Revocation(Certificate Certificate, DateOnly DecidedOn, DateOnly EffectiveFrom, string Cause)
{
    /// <summary>The stocks at the ends of 2017 and 2018 are published figures, so no revocation reaches back to them.</summary>
    private const int FirstYear = 2018;

    /// <summary>
    /// The firm's revocation of this certificate, or null: decided in June of the second year after the issue, in force from January of the first.
    /// </summary>
    public static Revocation? Of(Certificate certificate, Holder firm)
    {
        var draw = new Draw("revocation", firm.Number, certificate.Year);
        if (certificate.Year < FirstYear || firm.Steady || draw.Below(1_000) >= 10)
            return null;
        var cause = draw.OneOf(["falseStatement", "annualReportMissedTwice", "changeNotReported"]);
        return new(certificate, new(certificate.Year + 2, 6, 18), new(certificate.Year + 1, 1, 1), cause);
    }
}
