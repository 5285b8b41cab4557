using System.Text.RegularExpressions;

namespace Cultivation.Ladder.Firms;

/// <summary>
/// 统一社会信用代码 by GB 32100-2015: registering department 1, kind 1, registering division 6 digits, organisation code 9, check 1.
/// The alphabet leaves out I, O, S, V, Z.
/// </summary>
internal static partial class Gb32100
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Whether the check characters compute; null when the code has not the form at all.</summary>
    public static CheckDigitState? Check(string code) =>
        !Form().IsMatch(code) ? null
        : CheckCharacter(code) == code[17] && OrganisationCheck(code) == code[16] ? CheckDigitState.Valid
        : CheckDigitState.LegacyMismatch;

    // Weights 3^(i-1) mod 31; the check is 31 - sum mod 31, and 31 becomes 0.
    private static char CheckCharacter(string code)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in code.AsSpan(0, 17))
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31];
    }

    // GB 11714, inside the code: positions 9 to 17, mod 11, 10 becomes X, letters count from A = 10.
    private static char OrganisationCheck(string code)
    {
        var sum = OrganisationWeights.Select((weight, i) => weight * (char.IsDigit(code[8 + i]) ? code[8 + i] - '0' : code[8 + i] - 'A' + 10)).Sum();
        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }

    [GeneratedRegex("^[0-9A-HJ-NPQRTUWXY]{2}[1-9][0-9]{5}[0-9A-HJ-NPQRTUWXY]{10}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Form();
}
