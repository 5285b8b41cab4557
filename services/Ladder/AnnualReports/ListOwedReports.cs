using Dapper;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.AnnualReports;

/// <summary>A yearly report about a title that nothing is recorded of.</summary>
/// <param name="DueOn">31 May of the year after.</param>
internal sealed record OwedReport(string FirmId, string CreditCode, string LegalName, string RecognitionId, int ReportYear, DateOnly DueOn, bool Overdue);

/// <summary>Who owes the report of a year: each title that is valid on the day when it is due (国科发火〔2016〕32号 article 13).</summary>
internal static class ListOwedReports
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/annual-reports/owed", Handle).IsQuery(Readers.Office);

    /// <summary>Keeps the list in step with the log.</summary>
    public static void Write(AnnualReportRecorded e, string tenant, string firm, IDocumentOperations operations) => operations.QueueSqlCommand(
        $"""
        insert into {Database.Lists}.annual_reports values (?, ?, ?, ?, ?)
        on conflict (tenant_id, firm_id, recognition_id, report_year) do update set outcome = excluded.outcome
        """,
        tenant, firm, e.RecognitionId, e.ReportYear, e.Outcome.Word());

    /// <param name="year">The year reported about; without one, the last year.</param>
    private static async Task<Page<OwedReport>> Handle(
        int? year, string? after, int? limit, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var about = year ?? context.Today.Year - 1;
        if (about < RecordAnnualReport.FirstYear || about >= context.Today.Year)
            throw new RuleBroken("report.year", new { year = about });
        var dueOn = RecordAnnualReport.DueOn(about);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<OwedReport>(new CommandDefinition(
            $"""
            select s.firm_id, f.credit_code, f.legal_name, s.recognition_id, @about as report_year, @dueOn as due_on, @dueOn < @today as overdue
            from {Database.Lists}.recognition_spans s join {Database.Lists}.firm_list f using (tenant_id, firm_id)
            where s.tenant_id = @tenant and s.credential_type = @title and s.known_to is null
                and s.valid_from <= @dueOn and (s.valid_to is null or s.valid_to > @dueOn) and (f.gone_on is null or f.gone_on > @dueOn)
                and s.recognition_id > @after and not exists (
                    select from {Database.Lists}.annual_reports r
                    where r.tenant_id = s.tenant_id and r.firm_id = s.firm_id and r.recognition_id = s.recognition_id and r.report_year = @about)
            order by s.recognition_id limit @rows
            """,
            new
            {
                tenant = context.Tenant, title = RecordAnnualReport.Title, about, dueOn, today = context.Today, after = after ?? "", rows = most + 1,
            },
            cancellationToken: cancellation));
        return Paging.Page(rows.AsList(), most, r => r.RecognitionId);
    }
}
