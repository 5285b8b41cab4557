namespace Cultivation.Demo.Population;

/// <summary>
/// Made-up unified social credit codes (GB 32100-2015): 91, the division of the first registry, an organisation code that begins with
/// DEM as no real one does, and both check characters.
/// </summary>
internal static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="number">0 to 99999; makes the code unique within the division.</param>
    public static string Of(string division, int number)
    {
        var organisation = $"DEM{number:00000}";
        var body = $"91{division}{organisation}{OrganisationCheck(organisation)}";
        return body + Check(body);
    }

    /// <summary>One of the codes of early trials whose last character does not compute; it is in use all the same.</summary>
    public static string Legacy(string division, int number)
    {
        var code = Of(division, number);
        return code[..17] + Alphabet[(Alphabet.IndexOf(code[17], StringComparison.Ordinal) + 1) % Alphabet.Length];
    }

    // GB 11714: weighted sum mod 11; letters count from A = 10.
    private static char OrganisationCheck(string organisation)
    {
        var sum = organisation.Select((c, i) => OrganisationWeights[i] * (char.IsDigit(c) ? c - '0' : c - 'A' + 10)).Sum();
        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }

    // Weights 3^i mod 31 over the first seventeen characters.
    private static char Check(string body)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in body)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31];
    }
}
