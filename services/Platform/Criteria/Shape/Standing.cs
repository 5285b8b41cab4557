namespace Cultivation.Criteria;

/// <summary>How sure a rule or a figure is. Only <see cref="Documented"/> may decide a real case without a confirmation.</summary>
public enum Certainty
{
    /// <summary>The rule's text, an official summary, or two independent public copies were seen.</summary>
    Documented,
    /// <summary>Seen once, in a copy that is not the issuer's.</summary>
    Secondary,
    /// <summary>Known from the published rule, not read again.</summary>
    Recalled,
    /// <summary>A default made up so that the product can run; a commission must set it.</summary>
    Assumption,
}

/// <summary>A document that rules are taken from. Dates are the days between which it is in force; null means open or not known.</summary>
public sealed record SourceDocument(
    string Ref, string DocNo, string? TitleZh, string? TitleEn, string? Issuer, DateOnly? IssuedOn,
    DateOnly? EffectiveFrom, string? EffectiveFromNote, DateOnly? EffectiveTo, string? EffectiveToNote, string? File, ImmutableArray<string> SeenVia);

/// <summary>A place in a source document, such as article 11(5) of 国科发火〔2016〕32号. The article is null where the whole document is meant.</summary>
public sealed record Source(SourceDocument Document, string? Article);

/// <summary>
/// What everything that has a certainty carries. <see cref="Id"/> is what a commission confirms; a part of a composite criterion that says
/// nothing of its own shares the standing of the whole, so the whole's id confirms it.
/// </summary>
/// <param name="FigureCertainty">How sure the figure itself is, where it is borrowed from a rule made for another purpose.</param>
/// <param name="Within">The standing of the composite criterion that this one is a part of.</param>
public sealed record Standing(
    string Id, Source? Source, Certainty Certainty, bool Assumption, bool ConfirmBeforeUse, Certainty? FigureCertainty, string? Note, Standing? Within)
{
    /// <summary>True where a real case may not be decided with it before it is confirmed.</summary>
    public bool NeedsConfirmation => Assumption || ConfirmBeforeUse || Certainty != Certainty.Documented;

    /// <summary>Whether it may decide a real case: documented without reservation, or confirmed itself or as part of a confirmed whole.</summary>
    public bool MayDecide(IReadOnlySet<string> confirmed) => !NeedsConfirmation || IsConfirmed(confirmed);

    private bool IsConfirmed(IReadOnlySet<string> confirmed) => confirmed.Contains(Id) || (Within is not null && Within.IsConfirmed(confirmed));
}
