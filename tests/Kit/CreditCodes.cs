namespace Cultivation.Kit;

/// <summary>Made-up credit codes that compute (GB 32100-2015, and GB 11714 for the nine characters inside).</summary>
public static class CreditCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The code of the n-th firm registered in 310114.</summary>
    public static string Made(int n)
    {
        var organisation = $"Y{n:0000000}";
        var sum = organisation.Select((c, i) => (char.IsDigit(c) ? c - '0' : c - 55) * OrganisationWeights[i]).Sum();
        var body = $"91310114{organisation}{(11 - sum % 11) switch { 10 => "X", 11 => "0", var digit => digit }}";
        var weight = 1;
        var total = 0;
        foreach (var c in body)
        {
            total += Alphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return body + Alphabet[(31 - total % 31) % 31];
    }
}
