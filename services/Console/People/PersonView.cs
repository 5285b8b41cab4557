namespace Cultivation.Console.People;

/// <summary>A person on file.</summary>
/// <param name="PersonRef">What events and forms name the person by.</param>
/// <param name="TeamId">The team that the person belongs to now; null for none.</param>
public sealed record PersonView(string PersonRef, string Name, string? Phone, string? Email, string? Qualification, string? Notes, string? TeamId)
{
    /// <summary>For the form of somebody new.</summary>
    internal static readonly PersonView Nobody = new("", "", null, null, null, null, null);
}

/// <summary>Enough to tell one from another.</summary>
public sealed record PersonNamed(string PersonRef, string Name, string? Qualification);

/// <summary>A person's tie with a firm.</summary>
public sealed record PersonTie(string CreditCode, string Kind, DateOnly From, DateOnly? To);
