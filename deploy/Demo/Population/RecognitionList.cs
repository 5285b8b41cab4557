using System.Globalization;
using System.Text;

namespace Cultivation.Demo.Population;

/// <summary>A list that the city announced, as the district imports it.</summary>
/// <param name="Reference">Unique; the kind, the year and the batch.</param>
internal sealed record RecognitionList(string Reference, string Authority, DateOnly AnnouncedOn, IReadOnlyList<RecognitionRow> Rows)
{
    public string Csv()
    {
        var csv = new StringBuilder("creditCode,legalName,credentialType,certificateNo,issuedOn,validFrom,validTo,announcedOn\n");
        foreach (var row in Rows)
            csv.Append(CultureInfo.InvariantCulture, $"{row.CreditCode},{row.LegalName},{row.CredentialType},{row.CertificateNo},")
                .Append(CultureInfo.InvariantCulture, $"{row.IssuedOn:yyyy-MM-dd},{row.IssuedOn:yyyy-MM-dd},{row.ValidTo:yyyy-MM-dd},")
                .Append(CultureInfo.InvariantCulture, $"{AnnouncedOn:yyyy-MM-dd}\n");
        return csv.ToString();
    }
}

/// <param name="LegalName">The firm's name on the day of the announcement.</param>
/// <param name="ValidTo">Last day; validity begins on the day of issue.</param>
internal sealed record RecognitionRow(
    string CreditCode, string LegalName, string CredentialType, string? CertificateNo, DateOnly IssuedOn, DateOnly ValidTo)
{
    public bool ValidOn(DateOnly day) => IssuedOn <= day && day <= ValidTo;
}
