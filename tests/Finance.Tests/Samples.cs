using System.Text.Json;
using Cultivation.Finance.Banks;
using Cultivation.Finance.Consents;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Products;

namespace Cultivation.Finance.Tests;

/// <summary>A district with two products and two banks, and a firm.</summary>
internal static class Samples
{
    public const string Code = "91310114YYYY00012B";
    public const string Name = "上海嘉定样例科技有限公司";
    public static readonly string Hash = new('a', 64);
    public static readonly DateOnly Since = new(2024, 3, 1);

    /// <summary>Eligible while on the stage of high-tech enterprises.</summary>
    public static readonly Product StageLoan = Made("hnte-loan", "高企贷", "HNTE loan", Holds("stageHeld", "jd.hnte"));

    /// <summary>Eligible while the certificate is valid.</summary>
    public static readonly Product CredentialLoan = Made("tech-credit", "科创贷", "Tech credit", Holds("credentialValid", "cn.hnte"));

    public static readonly Product[] BothLoans = [StageLoan, CredentialLoan];

    public static readonly Bank BankA = Partner("bank-a", "hnte-loan");
    public static readonly Bank BankB = Partner("bank-b", "hnte-loan", "tech-credit");

    public static FirmNamed Named => new(Code, Name, "ladder:1-1");

    public static string Holds(string metric, string value) =>
        $$"""{"logic":"all","items":[{"id":"own.1","text":{"zh":"持有","en":"Holds it"},"kind":"hard","evaluation":"auto","metric":"{{metric}}","operator":"holds","value":["{{value}}"]}]}""";

    /// <summary>Sales of the last fiscal year of at most 50 million yuan.</summary>
    public const string SizeRule =
        """
        {"logic":"all",
         "definitions":{"sales.tx":{"fact":"sales","unit":"CNY","name":{"zh":"销售收入","en":"sales"},"text":{"zh":"年销售收入","en":"Sales of a year"}}},
         "metrics":{"lastSales":{"kind":"fact","definition":"sales.tx","unit":"CNY","name":{"zh":"销售收入","en":"sales"},"text":{"zh":"上一年","en":"Of the last year"}}},
         "items":[{"id":"tx.l.2","text":{"zh":"规模","en":"Size"},"kind":"hard","evaluation":"auto","metric":"lastSales","operator":"<=","value":50000000}]}
        """;

    /// <summary>At most five years since registration.</summary>
    public const string AgeRule =
        """
        {"logic":"all",
         "metrics":{"age":{"kind":"sinceEstablished","unit":"year","name":{"zh":"成立年限","en":"age"},"text":{"zh":"成立以来","en":"Since registration"}}},
         "items":[{"id":"own.1","text":{"zh":"五年以内","en":"Five years at most"},"kind":"hard","evaluation":"auto","metric":"age","operator":"<=","value":5}]}
        """;

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    public static Product Made(string code, string zh, string en, string criteria, DateOnly? from = null) =>
        ((Product)new()).Evolve(new ProductPublished(code, zh, en, from ?? new DateOnly(2026, 1, 1), Json(criteria)));

    public static Bank Partner(string id, params string[] products) => new Bank().Evolve(new BankRegistered(id, "样例银行", "Sample bank"))
        .Evolve(new BankSubscribed(id, "s1", ["eligibility"], products, "310114", new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), "协议1号"));

    public static ConsentGranted Consent(string bank) =>
        new(bank, ["eligibility"], "loan", new DateOnly(2026, 6, 1), new DateOnly(2027, 5, 31), "li", "paper", Hash);

    public static StageHeld Stage(DateOnly? from = null, int position = 10) => new("jd.hnte", from ?? Since, null, $"ladder:1-{position}");

    public static CredentialHeld Certificate(string id = "r1", DateOnly? from = null, DateOnly? through = null, int position = 9) =>
        new(id, "cn.hnte", "GR202431000001", from ?? Since, through ?? (from ?? Since).AddYears(3).AddDays(-1), $"ladder:1-{position}");

    /// <summary>First day without the <see cref="Certificate"/>.</summary>
    public static readonly DateOnly KnownEnd = Since.AddYears(3);

    public static readonly Basis Entered = new("stageEntered", "ladder:1-10", "jd.hnte");
    public static readonly Basis Recognised = new("recognitionGranted", "ladder:1-9", null, "cn.hnte", "GR202431000001");

    public static readonly Basis Uncovered = new("coverageEnded", "bank:bank-a");

    public static ProductNames Names(Product product) => new(product.Code, product.NameZh, product.NameEn);

    public static EligibilityDisclosed Told(string bank, Product product, long claim, DateOnly from, Basis basis) =>
        new(bank, DisclosureKind.Granted, claim, Code, Name, Names(product), true, from, basis, null);
}
