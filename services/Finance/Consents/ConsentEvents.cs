using Cultivation.Hosting;

namespace Cultivation.Finance.Consents;

/// <summary>A firm allows a bank to be told. Stored in the firm's account.</summary>
/// <param name="DataScopes">What may be told: <c>eligibility</c>, and <c>criteria</c>: by what the criteria are met, with the figures.</param>
/// <param name="Purpose">Why the bank may use it.</param>
/// <param name="To">Last day of the consent.</param>
/// <param name="GrantedBy">Subject of the firm's user, or of the case worker who entered the paper.</param>
/// <param name="Method">How it was given, a code: <c>paper</c>, <c>online</c>.</param>
/// <param name="DocumentHash">SHA-256 of the signed document, hexadecimal; none when the firm gave it itself, online.</param>
/// <param name="Products">Codes of the products of which the bank may be told; null for all that it offers.</param>
public sealed record ConsentGranted(
    string BankId, string[] DataScopes, FreeText Purpose, DateOnly From, DateOnly To, string GrantedBy, string Method, string? DocumentHash,
    string[]? Products = null);

/// <summary>A firm takes its consent back: nothing more is told. What was told cannot be unsaid.</summary>
/// <param name="EffectiveOn">First day without consent; never after the day of recording.</param>
/// <param name="By">Subject of who entered it.</param>
public sealed record ConsentWithdrawn(string BankId, DateOnly EffectiveOn, string By);
