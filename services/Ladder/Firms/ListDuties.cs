using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Firms;

/// <summary>A change of a title holder that the recognising body was not told of yet.</summary>
/// <param name="Change"><c>renamed</c> or <c>restructured</c>.</param>
/// <param name="DueOn">Three months after the change, whenever the district learned of it.</param>
internal sealed record OpenDuty(
    string FirmId, string CreditCode, string LegalName, string Change, DateOnly ChangedOn, DateOnly DueOn, bool Overdue);

/// <summary>
/// The reports that are owed (国科发火〔2016〕32号 article 17) as of one day, as known on another, those due first at the top. Firms that are gone owe the district
/// nothing; code and name are those known today.
/// </summary>
internal static class ListDuties
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/duties", Handle).IsQuery(Readers.Office);

    private static async Task<Page<OpenDuty>> Handle(
        bool? overdue, DateOnly? asOf, DateOnly? knownOn, string? after, int? limit, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        var (due, firm, changed) = Place(after);
        var open = asked.Now ? "d.reported_on is null" : $"""
            d.changed_on <= @AsOf and {asked.Learnt("coalesce(d.known_from, d.changed_on)", "d.known_at")}
                and not coalesce(d.reported_on <= @AsOf and {asked.Learnt("coalesce(d.reported_known, d.reported_on)", "d.reported_at")}, false)
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<OpenDuty>(new CommandDefinition(
            $"""
            select d.firm_id, f.credit_code, f.legal_name, d.change, d.changed_on, d.due_on, d.due_on < @AsOf as overdue
            from {Database.Lists}.report_duties d join {Database.Lists}.firm_list f using (tenant_id, firm_id)
            where d.tenant_id = @tenant and {open} and {asked.Here("f", "@AsOf")}
                and (d.due_on, d.firm_id, d.changed_on) > (@due, @firm, @changed) and (@overdue is null or (d.due_on < @AsOf) = @overdue)
                and exists (
                    select from {Database.Lists}.recognition_spans r
                    where r.tenant_id = d.tenant_id and r.firm_id = d.firm_id and {asked.Known("r")}
                        and r.valid_from <= d.changed_on and (r.valid_to is null or r.valid_to > d.changed_on))
            order by d.due_on, d.firm_id, d.changed_on limit @rows
            """,
            new { tenant = context.Tenant, asked.AsOf, asked.KnownOn, asked.Cut, due, firm, changed, overdue, rows = most + 1 }, cancellationToken: cancellation));
        return Paging.Page(rows.AsList(), most, d => $"{d.DueOn:yyyy-MM-dd}~{d.FirmId}~{d.ChangedOn:yyyy-MM-dd}");
    }

    private static (DateOnly Due, string Firm, DateOnly Changed) Place(string? after) => after?.Split('~') switch
    {
        null => (DateOnly.MinValue, "", DateOnly.MinValue),
        [var due, var firm, var changed] when Paging.Day(due) is { } dueOn && Paging.Day(changed) is { } changedOn => (dueOn, firm, changedOn),
        _ => throw new RuleBroken("page.after", new { after }),
    };
}
