using System.Text.Json;
using Cultivation.Finance.Subsidies.Schemes;
using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>Opens a risk pool of the district, with the shares of its partners and its caps as data.</summary>
public sealed record OpenRiskPool(string Id, string NameZh, string NameEn, PoolTerms Terms, string DocumentRef)
{
    internal static object[] Decide(OpenRiskPool command, RiskPool? pool, string by, DateOnly today)
    {
        Require.Id(command.Id, nameof(Id));
        Require.Text(command.NameZh, nameof(NameZh));
        Require.Text(command.NameEn, nameof(NameEn));
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        Check(command.Terms);
        if (pool is not null)
            return command.IsThatOf(pool) ? [] : throw new RuleBroken("riskpool.id-taken", new { poolId = command.Id });
        return [new RiskPoolOpened(command.Id, command.NameZh, command.NameEn, command.Terms, command.DocumentRef, today, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/risk-pools", Handle).IsCommand(Roles.Policy);

    private static void Check(PoolTerms terms)
    {
        var faulty = terms.Marks().FirstOrDefault(m => !m.Figure.IsSound).Name;
        var partners = faulty is null ? terms.Partners.Value : [];
        if (faulty is null)
        {
            faulty = partners.Length == 0 || partners.Any(p => p.Share is <= 0 or > 1 || string.IsNullOrWhiteSpace(p.NameZh) || string.IsNullOrWhiteSpace(p.PartnerId))
                || partners.Sum(p => p.Share) != 1m || partners.DistinctBy(p => p.PartnerId).Count() != partners.Length ? "partners"
                : terms.Covered.Value is <= 0 or > 1 ? "covered"
                : terms.CapPerLoan.Value is <= 0 ? "capPerLoan"
                : terms.CapPerYear.Value is <= 0 ? "capPerYear"
                : terms.Products.Value.Length == 0 ? "products"
                : null;
        }
        if (faulty is not null)
            throw new RuleBroken("riskpool.terms", new { figure = faulty });
    }

    private bool IsThatOf(RiskPool pool) =>
        (NameZh, NameEn, DocumentRef) == (pool.NameZh, pool.NameEn, pool.DocumentRef)
        && JsonSerializer.Serialize(Terms, Json.Web) == JsonSerializer.Serialize(pool.Terms, Json.Web);

    private static async Task<Reply> Handle(OpenRiskPool command, CommandContext context, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<RiskPool>(RiskPool.Key(command.Id), cancellation);
        var happened = Decide(command, stream.Aggregate, context.Person.Subject, context.Today);
        stream.AppendMany(happened);
        var view = RiskPoolView.Of(happened.Aggregate(stream.Aggregate ?? new RiskPool(), (state, one) => state.After(one)), context.Person);
        return happened.Length == 0 ? Reply.Ok(view) : Reply.Created($"/v1/risk-pools/{command.Id}", view);
    }
}
