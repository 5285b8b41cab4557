using Cultivation.Hosting;

namespace Cultivation.Finance.Subsidies.Schemes;

/// <summary>The district's schemes with their rules, and what in them waits for a confirmation.</summary>
internal static class ReadSchemes
{
    private static readonly string[] Readers = [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor, Roles.Bank, Roles.Firm];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/schemes", All).IsQuery(Readers);
        routes.MapGet("/schemes/{id}", One).IsQuery(Readers);
    }

    internal static object View(Scheme scheme) => new
    {
        id = scheme.SchemeId,
        versions = scheme.Versions.Select(v => new { v.Number, v.NameZh, v.NameEn, v.DocumentRef, v.PublishedOn, v.Rules, v.Confirmed, unconfirmed = v.Unconfirmed() }),
    };

    private static async Task<IResult> All(QueryContext context, CancellationToken cancellation)
    {
        var schemes = await context.Session.QueryAsync<Scheme>("where tenant_id = ? order by id", cancellation, context.Tenant);
        return Results.Json(new { schemes = schemes.Select(View) }, Json.Web);
    }

    private static async Task<IResult> One(string id, QueryContext context, CancellationToken cancellation) =>
        await context.Session.LoadAsync<Scheme>(Scheme.Key(id), cancellation) is { } scheme
            ? Results.Json(View(scheme), Json.Web)
            : throw new RuleBroken("scheme.unknown", new { schemeId = id });
}
