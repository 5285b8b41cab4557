using Cultivation.Kit;

namespace Cultivation.Browser.Tests;

/// <summary>What a bank was told, made through the gateway once.</summary>
internal static class BankSamples
{
    private static Told? made;
    private static string? list;

    /// <param name="Entry">Cursor of the entry by which the bank was told that the firm is eligible.</param>
    /// <param name="Loan">A loan that relied on it.</param>
    /// <param name="Title">The firm's title.</param>
    public sealed record Told(string Firm, string Code, string Name, string Entry, string Loan, string Title);

    /// <summary>A consenting firm with a title, of which the bank was told and to which it has lent.</summary>
    public static async Task<Told> ToldAsync(this BrowserHouse house) => made ??= await house.Jiading.LentAsync(9_100, "sample-1");

    /// <summary>A list that was read and not applied: it would tell the bank of a firm that consents.</summary>
    public static async Task<string> ListAsync(this BrowserHouse house) => list ??= await ReadAsync(house.Jiading, 9_101);

    private static async Task<string> ReadAsync(Jiading jiading, int certificate)
    {
        var (id, code, name) = await jiading.RegisterAsync();
        await jiading.ConsentAsync(id);
        return await jiading.ReadListAsync([(code, name, certificate)]);
    }

    /// <summary>A new consenting firm with a title, of which the bank was told and to which it has lent two million yuan.</summary>
    /// <param name="certificate">Number of the title's certificate.</param>
    public static async Task<Told> LentAsync(this Jiading jiading, int certificate, string loanNo)
    {
        var (id, code, name) = await jiading.RegisterAsync();
        await jiading.ImportAsync([(code, name, certificate)]);
        await jiading.ConsentAsync(id);
        var entry = await Eventually.Get(async () => (await jiading.FeedAsync()).Where(one => one.TryGetProperty("subject", out var subject) && subject.GetString() == code)
            .Select(one => one.Text("id")).FirstOrDefault());
        var loan = await jiading.Bank.Command($"api/finance/v1/banks/{Jiading.BankId}/loans", new
        {
            loanNo, productCode = "gaoqi", principal = 2_000_000, startOn = Jiading.Today, endOn = Jiading.Today.AddYears(1), rate = 0.0345, reliedOn = entry, creditCode = code,
        }).Good();
        var title = (await jiading.FirmAsync(id)).Page.GetProperty("recognitions")[0].Text("id");
        return new(id, code, name, entry, loan.Text("id"), title);
    }
}
