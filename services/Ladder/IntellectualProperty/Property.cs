namespace Cultivation.Ladder.IntellectualProperty;

/// <summary>A right that a firm owns or owned.</summary>
/// <param name="EndedOn">First day on which it is the firm's no longer: transferred, lapsed or invalidated.</param>
/// <param name="Uses">Filings in which it stood.</param>
public sealed record Property(
    string IpNo, IpClass IpClass, IpKind IpKind, DateOnly GrantedOn, DateOnly OwnedFrom, DateOnly? ExpiresOn, string? OwnerShare, IpAcquired AcquiredBy,
    DateOnly? EndedOn, IpChange? EndedBy, Pledge[] Pledges, PropertyUse[] Uses)
{
    internal static Property Of(IntellectualPropertyRecorded e) => new(
        e.IpNo, e.IpClass, e.IpKind, e.GrantedOn, e.OwnedFrom, e.ExpiresOn, e.OwnerShare, e.AcquiredBy, null, null, [],
        e.UsedInRecognitionId is { } used ? [new(used, e.OwnedFrom)] : []);

    /// <summary>Owned and in force on the day.</summary>
    internal bool InForceOn(DateOnly day) => OwnedFrom <= day && (ExpiresOn is null || day <= ExpiresOn) && (EndedOn is null || day < EndedOn);

    internal bool PledgedOn(DateOnly day) => Pledges.Any(p => p.From <= day && (p.To is null || day < p.To));

    /// <summary>Counts for a filing of the day: of class II only what stood in none before.</summary>
    internal bool CountsOn(DateOnly day) => InForceOn(day) && (IpClass == IpClass.I || !Uses.Any(u => u.On < day));

    internal Property With(IntellectualPropertyChanged e) => e.Change switch
    {
        IpChange.Pledged => this with { Pledges = [.. Pledges, new(e.Counterparty ?? "", e.ChangedOn, null)] },
        IpChange.PledgeReleased => this with { Pledges = [.. Pledges.Select(p => p.To is null ? p with { To = e.ChangedOn } : p)] },
        _ => this with { EndedOn = e.ChangedOn, EndedBy = e.Change },
    };

    /// <summary>A right that came back after a transfer stands twice: the later one changes.</summary>
    internal static Property[] With(Property[] all, string ipNo, Func<Property, Property> change)
    {
        var at = Array.FindLastIndex(all, p => p.IpNo == ipNo);
        return [.. all.Select((p, i) => i == at ? change(p) : p)];
    }

    /// <summary>The class by the table of 国科发火〔2016〕195号.</summary>
    internal static IpClass ClassOf(IpKind kind) => kind < IpKind.UtilityModel ? IpClass.I : IpClass.II;
}

/// <param name="Holder">Who holds the pledge.</param>
/// <param name="To">First day without it.</param>
public sealed record Pledge(FreeText Holder, DateOnly From, DateOnly? To);

/// <param name="FilingRef">The case or the recognition.</param>
public sealed record PropertyUse(string FilingRef, DateOnly On);

/// <summary>Who used a right in a filing: of several owners in a district one alone may (195号).</summary>
public sealed record PropertyUser(string Id, string FirmId);
