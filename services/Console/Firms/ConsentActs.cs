using Cultivation.Console.Banks;
using Cultivation.Console.Shared;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>The firm signed on paper which bank may be told about it, or took that back: a case worker enters the paper.</summary>
internal static class ConsentActs
{
    public static readonly Act<FirmFile>[] All =
    [
        new("give-consent", "/api/finance/v1/consents", (file, _) => file is { At: not null, Banks.Count: > 0 },
            (file, reader) =>
            [
                Firm(file), Bank(file.Banks, reader), new("purpose", Kinds.Line, reader["field.purpose"]),
                new("data", Kinds.Choice, reader["field.consent-data"]) { Options = Option.Of(["eligibility", "criteria"], word => reader.Word("consent.data", word)) },
                new("products", Kinds.Boxes, reader["field.consent-products"]) { Options = Option.Of(file.Banks.SelectMany(bank => bank.Agreement?.Products ?? []).Distinct(), code => code) },
                On("from", reader),
                new("to", Kinds.Day, reader["field.consent-to"]) { Value = $"{reader.Today.AddYears(1):yyyy-MM-dd}" },
                new("documentHash", Kinds.Line, reader["field.hash"]) { Longest = 71 },
            ],
            form => new
            {
                firmId = form.Text("firm"), bankId = form.Text("bank"), dataScopes = new[] { "eligibility", form.Text("data") }.OfType<string>().Distinct(),
                products = form.All("products") is { Length: > 0 } some ? some : null, purpose = form.Text("purpose"), from = form.Text("from"),
                to = form.Text("to"), method = "paper", documentHash = form.Text("documentHash"),
            }),
        new("withdraw-consent", "/api/finance/v1/consents/withdrawals", (file, _) => Consenting(file).Any(),
            (file, reader) => [Firm(file), Bank(Consenting(file), reader), new("effectiveOn", Kinds.Day, reader["field.consent-ended"]) { Value = $"{reader.Today:yyyy-MM-dd}" }],
            form => new { firmId = form.Text("firm"), bankId = form.Text("bank"), effectiveOn = form.Text("effectiveOn") }),
    ];

    private static IEnumerable<BankView> Consenting(FirmFile file) => file.Banks.Where(bank => file.At?.Consents.Any(consent => consent.BankId == bank.Id && consent.EndedOn is null) == true);

    private static Field Firm(FirmFile file) => new("firm", Kinds.Hidden, "") { Value = file.Firm.Id };

    private static Field Bank(IEnumerable<BankView> banks, Reader reader) => new("bank", Kinds.Choice, reader["banks.bank"])
    {
        Options = [.. banks.Select(bank => new Option(bank.Id, reader.Either(bank.NameZh, bank.NameEn)))],
    };
}
