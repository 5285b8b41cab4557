using Dapper;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Agreements;

/// <summary>An agreement whose evaluation is to come.</summary>
/// <param name="Overdue">Its term is over and nothing is known of its evaluation.</param>
internal sealed record OpenAgreement(
    string FirmId, string CreditCode, string LegalName, string ProjectId, string CredentialType, DateOnly TermFrom, DateOnly TermTo, bool Overdue);

/// <summary>Agreements that are not concluded, the earliest end first.</summary>
internal static class ListAgreements
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agreements", Handle).IsQuery(Readers.Office);

    /// <summary>Keeps the list in step with the log.</summary>
    public static void Write(object happened, string tenant, string firm, IDocumentOperations operations)
    {
        if (happened is AgreementSigned signed)
        {
            operations.QueueSqlCommand(
                $"insert into {Database.Lists}.agreements values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                tenant, firm, signed.ProjectId, signed.CredentialType, signed.TermFrom, signed.TermTo);
        }
        else if (happened is AgreementConcluded concluded)
        {
            operations.QueueSqlCommand(
                $"update {Database.Lists}.agreements set concluded_on = ? where tenant_id = ? and firm_id = ? and project_id = ?",
                concluded.ConcludedOn, tenant, firm, concluded.ProjectId);
        }
    }

    private static async Task<Page<OpenAgreement>> Handle(
        DateOnly? dueBefore, string? after, int? limit, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var (to, firm, project) = Place(after);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<OpenAgreement>(new CommandDefinition(
            $"""
            select a.firm_id, f.credit_code, f.legal_name, a.project_id, a.credential_type, a.term_from, a.term_to, a.term_to < @today as overdue
            from {Database.Lists}.agreements a join {Database.Lists}.firm_list f using (tenant_id, firm_id)
            where a.tenant_id = @tenant and a.concluded_on is null and (f.gone_on is null or f.gone_on > @today)
                and (@dueBefore::date is null or a.term_to < @dueBefore) and (a.term_to, a.firm_id, a.project_id) > (@to, @firm, @project)
            order by a.term_to, a.firm_id, a.project_id limit @rows
            """,
            new { tenant = context.Tenant, today = context.Today, dueBefore, to, firm, project, rows = most + 1 }, cancellationToken: cancellation));
        return Paging.Page(rows.AsList(), most, a => $"{a.TermTo:yyyy-MM-dd}~{a.FirmId}~{a.ProjectId}");
    }

    private static (DateOnly To, string Firm, string Project) Place(string? after) => after?.Split('~', 3) switch
    {
        null => (DateOnly.MinValue, "", ""),
        [var to, var firm, var project] when Paging.Day(to) is { } day => (day, firm, project),
        _ => throw new RuleBroken("page.after", new { after }),
    };
}
