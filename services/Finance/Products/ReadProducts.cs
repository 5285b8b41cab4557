using Cultivation.Hosting;

namespace Cultivation.Finance.Products;

/// <summary>The district's products with their rules.</summary>
internal static class ReadProducts
{
    private static readonly string[] Readers = [Roles.Policy, Roles.CaseWorker, Roles.Supervisor, Roles.Operator, Roles.Auditor, Roles.Bank, Roles.Firm];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/products", All).IsQuery(Readers);
        routes.MapGet("/products/{code}", One).IsQuery(Readers);
    }

    internal static object View(Product product) => new
    {
        product.Code,
        product.NameZh,
        product.NameEn,
        versions = product.Rules.Select(r => new { r.Number, r.From, r.Criteria }),
    };

    private static async Task<IResult> All(QueryContext context, CancellationToken cancellation)
    {
        var products = await context.Session.QueryAsync<Product>("where tenant_id = ? order by id", cancellation, context.Tenant);
        return Results.Json(new { products = products.Select(View) }, Json.Web);
    }

    private static async Task<Reply> One(string code, QueryContext context, CancellationToken cancellation) =>
        await context.Session.LoadAsync<Product>(Product.Key(code), cancellation) is { } product
            ? Reply.Ok(View(product), product.Version)
            : throw new RuleBroken("product.unknown", new { code });
}
