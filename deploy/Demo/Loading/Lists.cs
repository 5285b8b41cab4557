using System.Globalization;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Loading;

/// <summary>Lists, as a commission imports them: read in a dry run, applied, and waited for until every row is done.</summary>
internal static class Lists
{
    private const string FirmColumns = "creditCode,legalName,establishedOn,registeredDivision,industryCode,enterpriseType,town,knownSince";
    private const string FactColumns = "creditCode,fiscalYear,metric,definitionId,value,unit,sourceKind,scope,documentHash,knownSince";

    /// <summary>Registers firms and keeps their ids.</summary>
    public static async Task<int> Register(Work work, string reference, IReadOnlyList<Firm> firms)
    {
        var rows = firms.Select(firm => string.Create(
            CultureInfo.InvariantCulture,
            $"{firm.CreditCode},{firm.Name},{firm.EstablishedOn:yyyy-MM-dd},{Firm.Division},{firm.Field.IndustryCode},{firm.EnterpriseType},{firm.Town},{firm.KnownSince:yyyy-MM-dd}"));
        var id = await Apply(work, "firms", reference, "demo register", [FirmColumns, .. rows], firms.Count);
        var numbers = firms.ToDictionary(firm => firm.CreditCode, firm => firm.Number);
        for (var after = "0"; after is not null;)
        {
            var page = (await work.Gateway.Get($"api/ladder/v1/imports/{id}/rows?after={after}")).Body;
            foreach (var row in page.GetProperty("items").EnumerateArray())
                work.Ids[numbers[row.GetProperty("creditCode").GetString()!]] = row.GetProperty("firmId").GetString()!;
            after = page.GetProperty("next").GetString();
        }
        return firms.Count;
    }

    public static async Task<int> Report(Work work, string reference, IReadOnlyList<Report> reports)
    {
        var rows = reports.SelectMany(report => report.Figures, (report, f) => string.Create(
            CultureInfo.InvariantCulture,
            $"{work.Code(report.Firm)},{f.FiscalYear},{f.Metric},{f.DefinitionId},{f.Value},{f.Unit},{f.SourceKind},legalPerson,,{report.KnownSince:yyyy-MM-dd}"))
            .ToList();
        await Apply(work, "facts", reference, "demo reports", [FactColumns, .. rows], rows.Count);
        return rows.Count;
    }

    public static async Task<int> Recognise(Work work, RecognitionList list)
    {
        await Apply(work, "recognitions", list.Reference, list.Authority, [list.Csv()], list.Rows.Count, new(list.AnnouncedOn, list.Reference));
        return list.Rows.Count;
    }

    /// <returns>The list's id.</returns>
    private static async Task<string> Apply(
        Work work, string kind, string reference, string authority, IReadOnlyList<string> csv, int rows, Known? known = null)
    {
        var read = await work.Gateway.Post(
            $"api/ladder/v1/imports/{kind}?listRef={reference}&authority={Uri.EscapeDataString(authority)}", string.Join('\n', csv),
            $"demo-list-{reference}-{rows}", known);
        var id = read.Text("id");
        await work.Gateway.Post($"api/ladder/v1/imports/{id}/application", new { skipFaulty = false }, $"demo-apply-{id}", known);
        var done = await work.Gateway.Until($"api/ladder/v1/imports/{id}", answer => answer.Text("state") == "applied", Work.Bound);
        return done.Body.GetProperty("refused").GetInt32() is > 0 and var refused
            ? throw new NotAsExpected($"{reference}: {refused} rows refused: {done.Body}")
            : id;
    }
}
