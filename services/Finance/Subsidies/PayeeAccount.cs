using System.Text.RegularExpressions;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>Where a subsidy is paid to. A document and nowhere else: no event, list or kept answer repeats the number, so that erasing it erases it.</summary>
/// <param name="Id">Opaque reference.</param>
public sealed partial record PayeeAccount(string Id, string FirmId, string HolderName, string BankName, string AccountNo)
{
    /// <summary>Last four digits.</summary>
    internal string Ending => AccountNo[^4..];

    /// <exception cref="RuleBroken"><c>field.text</c>, <c>subsidy.account-malformed</c>; the refusal does not repeat the number.</exception>
    internal static PayeeAccount Of(string id, string firmId, string holderName, string bankName, string accountNo)
    {
        Require.Text(holderName, nameof(HolderName));
        Require.Text(bankName, nameof(BankName));
        var number = accountNo.Replace(" ", "", StringComparison.Ordinal);
        return Numbers().IsMatch(number) ? new(id, firmId, holderName.Trim(), bankName.Trim(), number) : throw new RuleBroken("subsidy.account-malformed");
    }

    [GeneratedRegex("^[0-9]{8,32}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Numbers();
}
