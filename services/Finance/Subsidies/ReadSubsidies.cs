using Cultivation.Finance.Consents;
using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies;

/// <summary>Subsidies as the office and their firm read them.</summary>
internal static class ReadSubsidies
{
    private static readonly string[] Office = [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/subsidies", All).IsQuery(Office);
        routes.MapGet("/subsidies/{subsidyId}", One).IsQuery([.. Office, Roles.Firm]);
        routes.MapGet("/firms/{id}/subsidies", OfFirm).IsQuery([.. Office, Roles.Firm]);
    }

    private static async Task<Page<SubsidyView>> All(
        QueryContext context, CancellationToken cancellation, string? schemeId = null, int? year = null, string? state = null, bool? recoveryDue = null,
        string? after = null, int? limit = null)
    {
        var where = new Conditions("where tenant_id = ? and id > ?", context.Tenant, after ?? "")
            .Also("data ->> 'schemeId' = ?", schemeId)
            .Also("(data ->> 'year')::int = ?", year)
            .Also("data ->> 'state' = ?", Require.Word<SubsidyState>(state, "state"))
            .Also("(data -> 'due' is not null) = ?", recoveryDue);
        var most = Paging.Most(limit);
        var found = await context.Session.QueryAsync<Subsidy>($"{where.Sql} order by id limit {most + 1}", cancellation, where.Values);
        return Paging.Page(found, most, s => s.Id, s => SubsidyView.Of(s, context.Person));
    }

    private static async Task<SubsidyView> One(string subsidyId, QueryContext context, CancellationToken cancellation)
    {
        var subsidy = await context.Session.LoadAsync<Subsidy>(Subsidy.Key(subsidyId), cancellation) ?? throw new RuleBroken("subsidy.unknown", new { subsidyId });
        FirmAccess.Check(context.Person, subsidy.FirmId);
        return SubsidyView.Of(subsidy, context.Person);
    }

    private static async Task<SubsidyView[]> OfFirm(string id, QueryContext context, CancellationToken cancellation)
    {
        FirmAccess.Check(context.Person, id);
        var found = await context.Session.QueryAsync<Subsidy>("where tenant_id = ? and data ->> 'firmId' = ? order by id", cancellation, context.Tenant, id);
        return [.. found.Select(s => SubsidyView.Of(s, context.Person))];
    }
}
