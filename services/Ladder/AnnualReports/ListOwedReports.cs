using Dapper;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.AnnualReports;

/// <summary>A yearly report about a title that nothing is recorded of.</summary>
/// <param name="DueOn">31 May of the year after.</param>
internal sealed record OwedReport(string FirmId, string CreditCode, string LegalName, string RecognitionId, int ReportYear, DateOnly DueOn, bool Overdue);

/// <summary>
/// Who owes the report of a year as of one day, as known on another: each title that is valid on the day when it is due (国科发火〔2016〕32号 article 13), of a firm that is
/// not gone by then. Code and name are those known today.
/// </summary>
internal static class ListOwedReports
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/annual-reports/owed", Handle).IsQuery(Readers.Office);

    /// <summary>Keeps the list in step with the log. The first word settles a year, a later one only says otherwise how.</summary>
    public static void Write(AnnualReportRecorded e, string tenant, string firm, KnownAt known, IDocumentOperations operations) => operations.QueueSqlCommand(
        $"""
        insert into {Database.Lists}.annual_reports (tenant_id, firm_id, recognition_id, report_year, outcome, settled_on, known_from, known_at)
        values (?, ?, ?, ?, ?, ?, ?, nullif(?, 0))
        on conflict (tenant_id, firm_id, recognition_id, report_year) do update set outcome = excluded.outcome
        """,
        tenant, firm, e.RecognitionId, e.ReportYear, e.Outcome.Word(), e.FiledOn ?? e.DueOn.AddDays(1), known.On, known.Place);

    /// <param name="year">The year reported about; without one, the year before the day asked about.</param>
    private static async Task<Page<OwedReport>> Handle(
        int? year, DateOnly? asOf, DateOnly? knownOn, string? after, int? limit, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var about = year ?? asked.AsOf.Year - 1;
        if (about < RecordAnnualReport.FirstYear || about >= asked.AsOf.Year)
            throw new RuleBroken("report.year", new { year = about });
        var dueOn = RecordAnnualReport.DueOn(about);
        var settled = asked.Now ? "" : $"""
            and coalesce(r.settled_on, @dueOn) <= @AsOf and {asked.Learnt("coalesce(r.known_from, @dueOn)", "r.known_at")}
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<OwedReport>(new CommandDefinition(
            $"""
            select s.firm_id, f.credit_code, f.legal_name, s.recognition_id, @about as report_year, @dueOn as due_on, @dueOn < @AsOf as overdue
            from {Database.Lists}.recognition_spans s join {Database.Lists}.firm_list f using (tenant_id, firm_id)
            where s.tenant_id = @tenant and s.credential_type = @title and {asked.Known("s")}
                and s.valid_from <= @dueOn and (s.valid_to is null or s.valid_to > @dueOn) and {asked.Here("f", "@dueOn")}
                and s.recognition_id > @after and not exists (
                    select from {Database.Lists}.annual_reports r
                    where r.tenant_id = s.tenant_id and r.firm_id = s.firm_id and r.recognition_id = s.recognition_id and r.report_year = @about {settled})
            order by s.recognition_id limit @rows
            """,
            new
            {
                tenant = context.Tenant, title = RecordAnnualReport.Title, about, dueOn, asked.AsOf, asked.KnownOn, asked.Cut, after = after ?? "", rows = most + 1,
            },
            cancellationToken: cancellation));
        return Paging.Page(rows.AsList(), most, r => r.RecognitionId);
    }
}
