namespace Cultivation.Demo.Population;

/// <summary>
/// The made-up firms of Jiading and all that the district learned of them up to a day. For a later day it is the same and more:
/// nothing that was there before changes.
/// </summary>
/// <param name="Firms">In the order in which the district put them on its register.</param>
/// <param name="Lists">In the order of announcement.</param>
internal sealed record District(
    DateOnly Today, IReadOnlyList<Firm> Firms, IReadOnlyList<Report> Reports, IReadOnlyList<RecognitionList> Lists,
    IReadOnlyList<Revoked> Revocations)
{
    private const int Ahead = 3;

    /// <summary>All high-tech certificates on the lists.</summary>
    public IEnumerable<RecognitionRow> Certificates => Lists.SelectMany(list => list.Rows).Where(row => row.CredentialType == "cn.hnte");

    public static District Until(DateOnly today)
    {
        var all = Holders.Until(today.Year + Ahead).Select(holder => (Firm: Firm.Of(holder), Holder: holder)).ToList();
        var known = all.Where(one => one.Firm.KnownSince <= today).ToList();
        var startUps = Firm.StartUpsUntil(today.Year).Where(firm => firm.KnownSince <= today).ToList();
        return new(
            today,
            [.. known.Select(one => one.Firm).Concat(startUps).OrderBy(firm => firm.KnownSince).ThenBy(firm => firm.Number)],
            [.. known.SelectMany(one => Report.Of(one.Firm, one.Holder.Certificates, today))
                .Concat(startUps.SelectMany(firm => Report.Of(firm, [], today))).OrderBy(report => report.KnownSince).ThenBy(report => report.Firm)],
            [.. CertificateLists(all).Concat(Awards.Until(today.Year, all)).Concat(TechSmes.Until(today.Year, [.. known.Select(one => one.Firm), .. startUps]))
                .Where(list => list.AnnouncedOn <= today).OrderBy(list => list.AnnouncedOn)],
            [.. all.SelectMany(one => one.Holder.Certificates.Select(held => Revoked.Of(one.Firm, Revocation.Of(held, one.Holder))))
                .OfType<Revoked>().Where(revoked => revoked.What.DecidedOn <= today).OrderBy(revoked => revoked.What.DecidedOn)]);
    }

    /// <summary>The lists of high-tech certificates, one per year and batch.</summary>
    private static IEnumerable<RecognitionList> CertificateLists(IReadOnlyList<(Firm Firm, Holder Holder)> all) => all
        .SelectMany(one => one.Holder.Certificates.Select(held => (one.Firm, Held: held)))
        .GroupBy(one => (one.Held.Year, one.Held.Batch))
        .Select(list => new RecognitionList(
            $"SH-GQ-{list.Key.Year}-{list.Key.Batch}", "上海市高新技术企业认定办公室", Certificate.AnnouncementDay(list.Key.Year, list.Key.Batch),
            [.. list.OrderBy(one => one.Held.Serial).Select(one => new RecognitionRow(
                one.Firm.CreditCode, one.Firm.NameOn(one.Held.AnnouncedOn), "cn.hnte", one.Held.Number, one.Held.IssuedOn, one.Held.ValidTo))]));
}

/// <summary>A firm's certificate that was taken back.</summary>
internal sealed record Revoked(Firm Firm, Revocation What)
{
    public static Revoked? Of(Firm firm, Revocation? what) => what is null ? null : new(firm, what);
}
