using Cultivation.Demo.Population;

namespace Cultivation.Demo.Tests;

/// <summary>The demo district on some days; each is made once.</summary>
internal static class Districts
{
    public static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly Lazy<District> Made = new(() => District.Until(Day));

    public static District Today => Made.Value;

    public static IEnumerable<RecognitionRow> Certificates => Today.Certificates;

    /// <summary>All that is in it, as text.</summary>
    public static string Text(District district) => string.Join('\n',
    [
        .. district.Firms.Select(firm => firm.ToString()),
        .. district.Reports.SelectMany(report => report.Figures.Select(figure => $"{report.Firm} {report.KnownSince:O} {figure}")),
        .. district.Lists.Select(list => list.Csv()), .. district.Revocations.Select(revoked => revoked.ToString()),
    ]);
}
