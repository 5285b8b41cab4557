using Dapper;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Agreements;

/// <summary>An agreement whose evaluation is to come.</summary>
/// <param name="Overdue">Its term is over and nothing is known of its evaluation.</param>
internal sealed record OpenAgreement(
    string FirmId, string CreditCode, string LegalName, string ProjectId, string CredentialType, DateOnly TermFrom, DateOnly TermTo, bool Overdue);

/// <summary>
/// Agreements that are not concluded as of one day, as known on another, the earliest end first. Firms that were known to be gone are left out; code and name are those known today.
/// </summary>
internal static class ListAgreements
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agreements", Handle).IsQuery(Readers.Office);

    /// <summary>Keeps the list in step with the log.</summary>
    public static void Write(object happened, string tenant, string firm, KnownAt known, IDocumentOperations operations)
    {
        if (happened is AgreementSigned signed)
        {
            operations.QueueSqlCommand(
                $"""
                insert into {Database.Lists}.agreements (tenant_id, firm_id, project_id, credential_type, term_from, term_to, signed_on, known_from, known_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0)) on conflict do nothing
                """,
                tenant, firm, signed.ProjectId, signed.CredentialType, signed.TermFrom, signed.TermTo, signed.SignedOn, known.On, known.Place);
        }
        else if (happened is AgreementConcluded concluded)
        {
            operations.QueueSqlCommand(
                $"""
                update {Database.Lists}.agreements set concluded_on = ?, concluded_known = ?, concluded_at = nullif(?, 0)
                where tenant_id = ? and firm_id = ? and project_id = ?
                """,
                concluded.ConcludedOn, known.On, known.Place, tenant, firm, concluded.ProjectId);
        }
    }

    private static async Task<Page<OpenAgreement>> Handle(
        DateOnly? dueBefore, DateOnly? asOf, DateOnly? knownOn, string? after, int? limit, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var (to, firm, project) = Place(after);
        var open = asked.Now ? "a.concluded_on is null" : $"""
            coalesce(a.signed_on, a.term_from) <= @AsOf and {asked.Learnt("coalesce(a.known_from, a.term_from)", "a.known_at")}
                and not coalesce(a.concluded_on <= @AsOf and {asked.Learnt("coalesce(a.concluded_known, a.concluded_on)", "a.concluded_at")}, false)
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<OpenAgreement>(new CommandDefinition(
            $"""
            select a.firm_id, f.credit_code, f.legal_name, a.project_id, a.credential_type, a.term_from, a.term_to, a.term_to < @AsOf as overdue
            from {Database.Lists}.agreements a join {Database.Lists}.firm_list f using (tenant_id, firm_id)
            where a.tenant_id = @tenant and {open} and {asked.Here("f", "@AsOf")}
                and (@dueBefore::date is null or a.term_to < @dueBefore) and (a.term_to, a.firm_id, a.project_id) > (@to, @firm, @project)
            order by a.term_to, a.firm_id, a.project_id limit @rows
            """,
            new { tenant = context.Tenant, asked.AsOf, asked.KnownOn, asked.Cut, dueBefore, to, firm, project, rows = most + 1 }, cancellationToken: cancellation));
        return Paging.Page(rows.AsList(), most, a => $"{a.TermTo:yyyy-MM-dd}~{a.FirmId}~{a.ProjectId}");
    }

    private static (DateOnly To, string Firm, string Project) Place(string? after) => after?.Split('~', 3) switch
    {
        null => (DateOnly.MinValue, "", ""),
        [var to, var firm, var project] when Paging.Day(to) is { } day => (day, firm, project),
        _ => throw new RuleBroken("page.after", new { after }),
    };
}
