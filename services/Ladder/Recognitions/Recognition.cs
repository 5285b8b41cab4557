namespace Cultivation.Ladder.Recognitions;

/// <summary>A title that an authority gave the firm, with its own validity (认定).</summary>
/// <param name="ValidTo">Last day; null while none is set.</param>
/// <param name="Expired">Its end has been recorded.</param>
/// <param name="RevokedFrom">Day from which it counts as not held.</param>
public sealed record Recognition(
    string Id, string CredentialType, string? CertificateNo, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidTo, string Authority,
    DateOnly AnnouncedOn, string ListRef, bool Expired, DateOnly? RevokedFrom)
{
    /// <summary>Tax is taken back from this year on, by the notice of its revocation; null where it named none.</summary>
    public int? RecoveryFromTaxYear { get; init; }

    /// <summary>An authority has revoked it once, whatever came after.</summary>
    public bool WasRevoked { get; init; }

    /// <summary>Times for which a revocation stands although the title was given back later.</summary>
    public TimeLost[] Lost { get; init; } = [];

    /// <summary>The grant was a mistake of ours: the title was never given.</summary>
    public bool Annulled { get; init; }

    internal static Recognition Of(RecognitionGranted e) => new(
        e.RecognitionId, e.CredentialType, e.CertificateNo, e.IssuedOn, e.ValidFrom, e.ValidTo, e.Authority, e.AnnouncedOn, e.ListRef, false, null);

    internal Recognition Restored(RecognitionRestored e) => this with
    {
        RevokedFrom = null, RecoveryFromTaxYear = null,
        Lost = RevokedFrom is { } from && from < e.EffectiveFrom ? [.. Lost.Where(l => l.From < from), new(from, e.EffectiveFrom)] : [.. Lost.Where(l => l.From < RevokedFrom)],
    };

    /// <summary>Neither its expiry nor its revocation is recorded.</summary>
    internal bool Live => !Expired && !Annulled && RevokedFrom is null;

    /// <summary>First day on which it is no longer valid; null for no end in sight.</summary>
    internal DateOnly? End => Annulled ? ValidFrom : RevokedFrom ?? ValidTo?.AddDays(1);

    /// <summary>The days on which it is held, without those that were lost for good. In order; the last one ends with the title.</summary>
    internal IReadOnlyList<TimeHeld> Times()
    {
        List<TimeHeld> times = [];
        var from = ValidFrom;
        foreach (var lost in Lost.Where(l => End is null || l.From < End).OrderBy(l => l.From))
        {
            if (from < lost.From)
                times.Add(new(from, lost.From));
            from = lost.To > from ? lost.To : from;
        }
        if (End is null || from < End)
            times.Add(new(from, End));
        return times;
    }

    internal bool ValidOn(DateOnly day) => Times().Any(t => t.From <= day && (t.To is null || day < t.To));

    /// <summary>As criteria read it: the times that were not lost, the last one with its own end.</summary>
    internal IEnumerable<Criteria.Recognition> ForCriteria()
    {
        if (Annulled)
            return [];
        var times = Times();
        return times.Count < 2
            ? [new(CredentialType, times is [var only] ? only.From : ValidFrom, ValidTo, RevokedFrom)]
            : times.Select((t, i) => i < times.Count - 1 ? new Criteria.Recognition(CredentialType, t.From, t.To!.Value.AddDays(-1), null) : new(CredentialType, t.From, ValidTo, RevokedFrom));
    }

    /// <summary>Another one of its kind follows without a gap and reaches further.</summary>
    internal bool RenewedIn(IEnumerable<Recognition> all) => ValidTo is { } last && all.Any(next =>
        next.Id != Id && next.CredentialType == CredentialType && next.ValidFrom <= last.AddDays(1) && (next.End is null || next.End > last.AddDays(1)));
}

/// <param name="To">First day on which it is held again.</param>
public sealed record TimeLost(DateOnly From, DateOnly To);

/// <param name="To">First day on which it is over; null for no end in sight.</param>
internal readonly record struct TimeHeld(DateOnly From, DateOnly? To);
