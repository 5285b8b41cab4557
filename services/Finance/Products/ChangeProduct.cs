using System.Text.Json;
using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Products;

/// <summary>Publishes a new version of a product's rule. It judges from today on; what was claimed under the old one for earlier days stays right.</summary>
public sealed record ChangeProduct(string NameZh, string NameEn, JsonElement Criteria)
{
    internal static object[] Decide(ChangeProduct command, Product? product, string code, DateOnly today) => product is null
        ? throw new RuleBroken("product.unknown", new { code })
        : PublishProduct.Published(code, command.NameZh, command.NameEn, command.Criteria, product, today);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/products/{code}/versions", Handle).IsEdit(Roles.Policy);

    private static async Task<Reply> Handle(ChangeProduct command, string code, CommandContext context, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Product>(Product.Key(code), cancellation);
        _ = stream.Aggregate ?? throw new RuleBroken("product.unknown", new { code });
        stream = await context.Session.Events.FetchForWriting<Product>(Product.Key(code), context.ExpectedVersion, cancellation);
        var happened = Decide(command, stream.Aggregate, code, context.Today);
        var product = stream.Aggregate!;
        if (happened.Length > 0)
        {
            stream.AppendMany(happened);
            Catalogues.Touch(context.Session);
            product = product.Evolve(happened[0]) with { Version = product.Version + 1 };
        }
        return Reply.Ok(ReadProducts.View(product), product.Version);
    }
}
