using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Banks;

/// <summary>A bank and what it may offer.</summary>
/// <param name="Units">Whose approval it needs; null for who may not see them.</param>
public sealed record BankFile(BankView Bank, ProductList Products, LeadUnits? Units);

/// <summary>What the district's banks have in common.</summary>
/// <param name="Units">Null for who may not see them.</param>
public sealed record BankDistrict(ProductList Products, LeadUnits? Units);

/// <summary>What the commission arranges with a bank, and how an operator has its queue filled again.</summary>
internal static class BankActs
{
    public static readonly string[] Actors = [Roles.Policy, Roles.Supervisor, Roles.Operator];

    /// <summary>A new bank, with its first agreement; and the units that lead finance in the district.</summary>
    public static readonly Act<BankDistrict>[] OfDistrict =
    [
        new("register-bank", "/api/finance/v1/banks", (district, reader) => district.Products.Products.Length > 0 && Arranges(reader),
            (district, reader) =>
            [
                new("id", Kinds.Line, reader["bank.id"]) { Longest = 31 }, new("nameZh", Kinds.Line, reader["field.name-zh"]), new("nameEn", Kinds.Line, reader["field.name-en"]),
                .. Agreement(district.Products, null, reader),
            ],
            form => new
            {
                id = form.Text("id"), nameZh = form.Text("nameZh"), nameEn = form.Text("nameEn"), agreementRef = form.Text("agreement"), products = form.All("product"),
                from = form.Text("from"), to = form.Text("to"),
            }),
        new("name-lead-units", "/api/finance/v1/lead-units", (_, reader) => reader.Person.Is(Roles.Policy),
            (district, reader) =>
            [
                new("units", Kinds.Text, reader["field.lead-units"])
                {
                    Required = false, Value = string.Join('\n', (district.Units?.Units ?? []).Select(unit => $"{unit.Code} | {unit.NameZh} | {unit.NameEn}")),
                },
                new("documentRef", Kinds.Line, reader["field.reference"]) { Value = district.Units?.DocumentRef },
            ],
            form => new { units = form.Lines("units").Select(Unit), documentRef = form.Text("documentRef") }),
    ];

    public static readonly Act<BankFile>[] All =
    [
        new("renew-agreement", "agreements", (_, reader) => Arranges(reader), (file, reader) => Agreement(file.Products, file.Bank.Agreement, reader),
            form => new { agreementRef = form.Text("agreement"), products = form.All("product"), from = form.Text("from"), to = form.Text("to") }),
        new("approve-disclosure", "approvals", (file, reader) => file.Units?.Units.Length > 0 && Approves(reader),
            (file, reader) =>
            [
                new("unit", Kinds.Choice, reader["field.lead-unit"]) { Options = [.. (file.Units?.Units ?? []).Select(unit => new Option(unit.Code, unit.Name(reader)))] },
                new("documentRef", Kinds.Line, reader["field.reference"]), On("from", reader), new("to", Kinds.Day, reader["field.approval-to"]) { Value = $"{reader.Today.AddYears(1):yyyy-MM-dd}" },
            ],
            form => new { unit = form.Text("unit"), documentRef = form.Text("documentRef"), from = form.Text("from"), to = form.Text("to") }),
        new("revoke-approval", "approvals/revocations", (file, reader) => Approved(file, reader).Any() && Approves(reader),
            (file, reader) =>
            [
                new("unit", Kinds.Choice, reader["field.lead-unit"])
                {
                    Options = Option.Of(Approved(file, reader).Select(approval => approval.Unit).Distinct(), code => file.Units?.Units.FirstOrDefault(unit => unit.Code == code)?.Name(reader) ?? code),
                },
                new("documentRef", Kinds.Line, reader["field.reference"]), new("effectiveOn", Kinds.Day, reader["field.approval-ended"]) { Value = $"{reader.Today:yyyy-MM-dd}" },
            ],
            form => new { unit = form.Text("unit"), documentRef = form.Text("documentRef"), effectiveOn = form.Text("effectiveOn") }),
        new("refill-queue", "refills", (_, reader) => reader.Person.Is(Roles.Operator),
            (_, reader) => [new("after", Kinds.Line, reader["field.refill-after"]) { Value = "1-0" }], form => new { after = form.Text("after") }),
    ];

    private static bool Approves(Reader reader) => reader.Person.Is(Roles.Policy) || reader.Person.Is(Roles.Supervisor);

    private static IEnumerable<Approval> Approved(BankFile file, Reader reader) => file.Bank.Approvals.Where(approval => approval.To >= reader.Today);

    // A line of a unit: code, name in Chinese, name in English.
    private static object Unit(string line) => line.Split('|', StringSplitOptions.TrimEntries) switch
    {
        [var code, var zh, var en] => new { code, nameZh = zh, nameEn = en },
        _ => new { code = line.Trim(), nameZh = "", nameEn = "" },
    };

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
