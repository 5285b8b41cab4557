using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Banks;

/// <summary>A bank and what it may offer.</summary>
public sealed record BankFile(BankView Bank, ProductList Products);

/// <summary>What the commission arranges with a bank, and how an operator has its queue filled again.</summary>
internal static class BankActs
{
    public static readonly string[] Actors = [Roles.Policy, Roles.Supervisor, Roles.Operator];

    /// <summary>A new bank, with its first agreement.</summary>
    public static readonly Act<ProductList> Register = new(
        "register-bank", "/api/finance/v1/banks", (products, reader) => products.Products.Length > 0 && Arranges(reader),
        (products, reader) =>
        [
            new("id", Kinds.Line, reader["bank.id"]) { Longest = 31 }, new("nameZh", Kinds.Line, reader["field.name-zh"]), new("nameEn", Kinds.Line, reader["field.name-en"]),
            .. Agreement(products, null, reader),
        ],
        form => new
        {
            id = form.Text("id"), nameZh = form.Text("nameZh"), nameEn = form.Text("nameEn"), agreementRef = form.Text("agreement"), products = form.All("product"),
            from = form.Text("from"), to = form.Text("to"),
        });

    public static readonly Act<BankFile>[] All =
    [
        new("renew-agreement", "agreements", (_, reader) => Arranges(reader), (file, reader) => Agreement(file.Products, file.Bank.Agreement, reader),
            form => new { agreementRef = form.Text("agreement"), products = form.All("product"), from = form.Text("from"), to = form.Text("to") }),
        new("refill-queue", "refills", (_, reader) => reader.Person.Is(Roles.Operator),
            (_, reader) => [new("after", Kinds.Line, reader["field.refill-after"]) { Value = "1-0" }], form => new { after = form.Text("after") }),
    ];

    private static bool Arranges(Reader reader) => Actors.Any(reader.Person.Is);

    private static Field[] Agreement(ProductList products, Agreement? now, Reader reader) =>
    [
        new("agreement", Kinds.Line, reader["bank.agreement.ref"]) { Value = now?.AgreementRef },
        new("product", Kinds.Boxes, reader["bank.products"])
        {
            Options = Option.Of(products.Products.Select(product => product.Code), code => products.Name(code, reader)), Value = now is null || now.Products.Length == products.Products.Length ? "all" : null,
        },
        new("from", Kinds.Day, reader["field.from"]) { Value = $"{now?.From ?? reader.Today:yyyy-MM-dd}" },
        new("to", Kinds.Day, reader["field.agreement-to"]) { Value = $"{now?.To ?? reader.Today.AddYears(3):yyyy-MM-dd}" },
    ];
}
