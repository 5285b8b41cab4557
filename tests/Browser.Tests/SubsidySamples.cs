using Cultivation.Kit;

namespace Cultivation.Browser.Tests;

/// <summary>Schemes, and a firm that one reaches, made through the gateway.</summary>
internal static class SubsidySamples
{
    private const string Finance = "api/finance/v1";
    private static Notified? made;

    /// <param name="Subsidy">Id of the subsidy of which the firm was sent a notice.</param>
    public sealed record Notified(string Firm, string Name, string Subsidy);

    /// <summary>A firm that has a notice, and has not opened it.</summary>
    public static async Task<Notified> SubsidyAsync(this BrowserHouse house) => made ??= await house.NotifiedAsync("interest-sample", 9_404);

    /// <summary>The same of a new firm and scheme.</summary>
    /// <param name="certificate">Number of the certificate of the firm's title.</param>
    public static async Task<Notified> NotifiedAsync(this BrowserHouse house, string scheme, int certificate)
    {
        await house.PublishAsync(scheme);
        var told = await house.RepaidAsync(scheme, certificate);
        var office = house.Jiading.CaseWorker;
        var dry = await office.Command($"{Finance}/schemes/{scheme}/runs", new { year = Jiading.Today.Year }).Good();
        await office.Command($"{Finance}/schemes/{scheme}/runs", new { year = Jiading.Today.Year, seen = dry.Text("digest") }).Good();
        var subsidy = Assert.Single((await office.Read($"{Finance}/firms/{told.Firm}/subsidies")).EnumerateArray(), one => one.Text("schemeId") == scheme).Text("id");
        await office.Command($"{Finance}/subsidies/{subsidy}/notices", new { channel = "platform" }).Good();
        return new(told.Firm, told.Name, subsidy);
    }

    /// <summary>Publishes a scheme that pays half the interest of loans that were repaid around today.</summary>
    public static async Task PublishAsync(this BrowserHouse house, string scheme) => await (await house.PolicyAsync()).Command($"{Finance}/schemes", new
    {
        id = scheme, nameZh = "贷款贴息", nameEn = "Interest subsidy", documentRef = "区科委〔2026〕1号", rules = new
        {
            kind = "interest", products = Figure(new[] { "gaoqi" }),
            windows = Figure(new[] { new { year = Jiading.Today.Year, from = Jiading.Today.AddDays(-30), to = Jiading.Today.AddDays(30) } }), rate = Figure(0.5),
            cap = Figure<decimal?>(null), held = Figure(new { stages = Array.Empty<string>(), credentials = Array.Empty<string>() }), notDishonest = Figure(true), confirmWithin = Figure(3),
        },
    }).Good();

    /// <summary>A firm that has repaid its loan, with 30,000 yuan of interest.</summary>
    public static async Task<BankSamples.Told> RepaidAsync(this BrowserHouse house, string loanNo, int certificate)
    {
        var told = await house.Jiading.LentAsync(certificate, loanNo);
        await house.Jiading.Bank.Command($"{Finance}/loans/{told.Loan}/repayments", new { repaymentRef = "R-1", principal = 2_000_000, interest = 30_000, paidOn = Jiading.Today }).Good();
        return told;
    }

    /// <summary>A figure of a scheme or a pool, with its source.</summary>
    public static object Figure<T>(T value) => new { value, certainty = "documented", source = "沪科〔2025〕212号", needsConfirmation = false };
}
