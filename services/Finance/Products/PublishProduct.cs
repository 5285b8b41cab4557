using System.Text.Json;
using System.Text.RegularExpressions;
using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Products;

/// <summary>Makes a loan product known, with the rule by which firms are eligible for it.</summary>
public sealed partial record PublishProduct(string Code, string NameZh, string NameEn, JsonElement Criteria)
{
    internal static object[] Decide(PublishProduct command, Product? product, DateOnly today)
    {
        if (!Codes().IsMatch(command.Code))
            throw new RuleBroken("product.code-malformed");
        return Published(command.Code, command.NameZh, command.NameEn, command.Criteria, product, today) switch
        {
            [] => [],
            _ when product is not null => throw new RuleBroken("product.code-taken", new { code = command.Code }),
            var happened => happened,
        };
    }

    /// <summary>The publication, or nothing when the product already stands so.</summary>
    internal static object[] Published(string code, string nameZh, string nameEn, JsonElement criteria, Product? product, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(nameZh) || string.IsNullOrWhiteSpace(nameEn))
            throw new RuleBroken("product.name-missing");
        if (criteria.ValueKind != JsonValueKind.Object)
            throw new RuleBroken("product.criteria-invalid", new { errors = new[] { new { path = "$", message = "must be an object" } } });
        _ = new ProductRule(new RuleVersion(1, today, criteria));
        var same = product is not null && product.NameZh == nameZh && product.NameEn == nameEn && JsonElement.DeepEquals(product.Rules[^1].Criteria, criteria);
        return same ? [] : [new ProductPublished(code, nameZh, nameEn, today, criteria)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/products", Handle).IsCommand(Roles.Policy);

    private static async Task<Reply> Handle(PublishProduct command, CommandContext context, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Product>(Product.Key(command.Code), cancellation);
        var happened = Decide(command, stream.Aggregate, context.Today);
        if (happened.Length == 0)
            return Reply.Ok(ReadProducts.View(stream.Aggregate!), stream.Aggregate!.Version);
        stream.AppendMany(happened);
        Catalogues.Touch(context.Session);
        var product = ((Product)new()).Evolve(happened[0]) with { Version = 1 };
        return Reply.Created($"/v1/products/{command.Code}", ReadProducts.View(product), product.Version);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,39}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Codes();
}
