namespace Cultivation.Demo.Population;

/// <summary>Counts on the generator's own data, without any service.</summary>
internal static class Stock
{
    /// <summary>Firms that hold a valid high-tech certificate on a day, as known on another: announced, and not taken back, by then.</summary>
    public static int Certificates(District district, DateOnly asOf, DateOnly knownOn)
    {
        var revoked = district.Revocations.Where(one => one.What.DecidedOn <= knownOn)
            .ToDictionary(one => one.What.Certificate.Number, one => one.What.EffectiveFrom);
        return (district with { Lists = [.. district.Lists.Where(list => list.AnnouncedOn <= knownOn)] }).Certificates
            .Where(row => row.ValidOn(asOf) && !(revoked.TryGetValue(row.CertificateNo!, out var from) && from <= asOf))
            .Select(row => row.CreditCode).Distinct().Count();
    }

    /// <summary>The city's little-giant awards given up to a day (家次): both kinds count.</summary>
    public static int Awards(District district, DateOnly asOf) => district.Lists.SelectMany(list => list.Rows)
        .Count(row => row.CredentialType is Population.Awards.Cultivation or Population.Awards.Giant && row.IssuedOn <= asOf);
}
