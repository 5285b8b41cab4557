using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Loans;
using Cultivation.Finance.RiskPools;
using Cultivation.Finance.Subsidies;
using Cultivation.Hosting;

namespace Cultivation.Finance.Reliances;

/// <summary>
/// The money part of a recognition's blast radius (DOMAIN 4, no. 25): loans, subsidies and compensations of a firm, all of them or those that
/// rested on one recognition, by it or by a stage that rests on it. It lists; it takes nothing back.
/// </summary>
internal static class ReadPayments
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}/payments", Handle).IsQuery(LoanAccess.Office);

    private static async Task<IResult> Handle(string id, QueryContext context, CancellationToken cancellation, string? relyingOn = null)
    {
        var happened = await context.Session.Events.FetchStreamAsync(FirmAccount.Key(id), token: cancellation);
        if (happened.Count == 0)
            throw new RuleBroken("firm.unknown", new { firmId = id });
        var refs = relyingOn is null ? null : ReadDisclosures.RefsOf(happened, relyingOn);
        const string ofFirm = "where tenant_id = ? and data ->> 'firmId' = ? order by id";
        var loans = (await context.Session.QueryAsync<Loan>(ofFirm, cancellation, context.Tenant, id)).Where(l => refs?.Contains(l.Basis.Ref) ?? true).ToList();
        var subsidies = await context.Session.QueryAsync<Subsidy>(ofFirm, cancellation, context.Tenant, id);
        var lent = loans.Select(l => l.LoanId).ToHashSet(StringComparer.Ordinal);
        var pools = loans.Count == 0 ? [] : await context.Session.QueryAsync<RiskPool>("where tenant_id = ? order by id", cancellation, context.Tenant);
        var paid = subsidies.Where(s => refs is null || s.Lines.SelectMany(l => l.Rests).Any(r => refs.Contains(r.Ref)));
        var claims = pools.SelectMany(p => p.Claims.Where(c => lent.Contains(c.LoanId)).Select(c => (p.PoolId, Claim: ClaimView.Of(c, p, bank: false))));
        return Results.Json(new
        {
            firmId = id,
            relyingOn,
            loans = loans.Select(l => LoanView.Of(l, context.Person)),
            subsidies = paid.Select(s => SubsidyView.Of(s, context.Person)),
            compensations = claims.Select(c => new { poolId = c.PoolId, claim = c.Claim }),
        }, Json.Web);
    }
}
