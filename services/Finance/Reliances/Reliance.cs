using Cultivation.Finance.Eligibility;

namespace Cultivation.Finance.Reliances;

/// <summary>Something that was given because a firm held something, or was eligible, on a day.</summary>
/// <param name="Key">The stage's id, the recognition's id, the product's code, or the loan's id.</param>
/// <param name="Day">The day on which it had to hold.</param>
/// <param name="Ref">The event of the ladder by which it was held, as known when it was relied on; of a loan its stream.</param>
public sealed record Reliance(RelianceKind Kind, string Key, DateOnly Day, string Ref)
{
    // The account says nothing of an end: the day itself was moved before what was held began.
    private const string NotHeld = "notHeld";

    /// <summary>It holds on that day, as is now known.</summary>
    internal bool StandsIn(FirmAccount account) => Kind switch
    {
        RelianceKind.Product => account.Claims.Any(c => c.ProductCode == Key && c.From <= Day && (c.Until is not { } until || Day < until)),
        RelianceKind.Loan => throw new InvalidOperationException("A loan is not in the firm's account."),
        RelianceKind.Stage => account.Holdings.Any(h => h.Kind == HoldingKind.Stage && h.Key == Key && h.On(Day)),
        _ => account.Holdings.Any(h => h.Kind == HoldingKind.Credential && h.Key == Key && h.On(Day)),
    };

    /// <summary>By what it became known that it does not hold, and from which day; the reliance itself where the account says nothing of it.</summary>
    internal (DateOnly From, Basis Basis) LostBy(FirmAccount account) => Kind switch
    {
        RelianceKind.Product => account.Claims.LastOrDefault(c => c.ProductCode == Key && c.Until <= Day) is { End: { } end } claim
            ? (claim.Until!.Value, end)
            : (Day, new Basis(NotHeld, Ref)),
        RelianceKind.Loan => (Day, new Basis("loanReportCorrected", Ref)),
        _ => account.Holdings.LastOrDefault(h => h.Key == Key && h.Until <= Day) is { } holding
            ? (holding.Until!.Value, holding.Ending)
            : (Day, new Basis(NotHeld, Ref)),
    };
}

/// <summary>What was relied on.</summary>
public enum RelianceKind
{
    /// <summary>Eligibility for a product.</summary>
    Product,

    /// <summary>A stage of the ladder.</summary>
    Stage,

    /// <summary>A recognition by an authority.</summary>
    Credential,

    /// <summary>A loan that was paid back on the day, as its bank reported it.</summary>
    Loan,
}
