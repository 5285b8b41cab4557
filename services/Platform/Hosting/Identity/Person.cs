using System.Security.Claims;

namespace Cultivation.Hosting;

/// <summary>Who calls, as the token says.</summary>
/// <param name="Subject">Claim <c>sub</c>: stable and opaque.</param>
/// <param name="Name">Claim <c>name</c>; the subject where there is none.</param>
/// <param name="Roles">Claim <c>roles</c>, words of <see cref="Hosting.Roles"/>.</param>
/// <param name="Districts">Claim <c>districts</c>, division codes of six digits, GB/T 2260.</param>
/// <param name="Bank">Claim <c>bank</c>: the bank for which a person of role bank reads.</param>
/// <param name="Firm">Claim <c>firm</c>: the firm for which a person of role firm acts.</param>
public sealed record Person(string Subject, string Name, string[] Roles, string[] Districts, string? Bank, string? Firm)
{
    /// <summary>Stands where nobody has called yet.</summary>
    public static readonly Person Nobody = new("", "", [], [], null, null);

    /// <summary>Reads an authenticated caller's claims.</summary>
    public static Person Of(ClaimsPrincipal caller)
    {
        var subject = caller.FindFirst("sub")?.Value ?? "";
        return new(subject, caller.FindFirst("name")?.Value ?? subject, All("roles"), All("districts"), One("bank"), One("firm"));

        string[] All(string claim) => [.. caller.FindAll(claim).Select(found => found.Value)];
        string? One(string claim) => caller.FindFirst(claim)?.Value;
    }

    /// <summary>Whether the person has the role.</summary>
    public bool Is(string role) => Roles.Contains(role, StringComparer.Ordinal);
}
