namespace Cultivation.Finance.Eligibility;

/// <summary>A stage or a recognition that the firm holds or held, as now known.</summary>
/// <param name="Kind">A stage of the ladder or a recognition.</param>
/// <param name="Key">What identifies it in the account: the stage's id, or the recognition's.</param>
/// <param name="Code">What criteria name: the stage's id, or the type of credential.</param>
/// <param name="Until">First day without it; null while no end is known. Never before <paramref name="From"/>: what was annulled from its start is empty.</param>
/// <param name="Start">The event by which it is held.</param>
/// <param name="End">The event that ended it; null where only the last day of validity is known.</param>
/// <param name="Retroactive">The end became known after it had come.</param>
public sealed record Holding(
    HoldingKind Kind, string Key, string Code, DateOnly From, DateOnly? Until, Basis Start, Basis? End = null, bool Retroactive = false)
{
    /// <summary>Held on a day.</summary>
    public bool On(DateOnly day) => From <= day && (Until is not { } until || day < until);

    /// <summary>The same holding, known to have ended by <paramref name="day"/>; unchanged where it had ended before.</summary>
    internal Holding Ended(DateOnly day, Basis by, bool retroactive) =>
        Until is { } until && until < day ? this : this with { Until = day < From ? From : day, End = by, Retroactive = retroactive };

    /// <summary>On what the end rests.</summary>
    internal Basis Ending => End ?? Start with { Kind = "recognitionExpired" };
}

/// <summary>What is held.</summary>
public enum HoldingKind
{
    /// <summary>A stage of the ladder.</summary>
    Stage,

    /// <summary>A recognition by an authority.</summary>
    Credential,

    /// <summary>A place on the district's support list.</summary>
    Support,
}

/// <summary>The district has the firm no more.</summary>
/// <param name="On">First day without it.</param>
/// <param name="By">What says so.</param>
/// <param name="Retroactive">It became known after that day had come.</param>
public sealed record Absence(DateOnly On, Basis By, bool Retroactive);

/// <summary>A firm's first registration.</summary>
/// <param name="Division">GB/T 2260, six digits.</param>
public sealed record Registration(DateOnly EstablishedOn, string Division);
