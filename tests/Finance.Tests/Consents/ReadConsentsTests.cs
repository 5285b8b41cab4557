using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Consents;

/// <summary>The firms that consent to a bank, as the bank and the office read them.</summary>
[Collection<OnTheWire>]
public sealed class ReadConsentsTests(District district)
{
    [Fact]
    public async Task a_bank_sees_who_consents_to_it_today_and_nobody_else()
    {
        var bank = await Partner.With(district);
        var other = await Partner.With(district);
        var (first, second, silent) = (await new Firm(district).Registered(), await new Firm(district).Registered(), await new Firm(district).Registered());
        await bank.Consent(first);
        await bank.Consent(second);
        await other.Consent(silent);
        var path = $"banks/{bank.Id}/consents";
        Assert.Equal(Codes(first, second), await Codes(bank.Http, path));
        var one = Assert.Single(await Items(bank.Http, $"{path}?name={first.CreditCode}"));
        Assert.Equal((first.Id, first.Name, "loan", "2026-01-01", "2030-12-31"), (one.Text("firmId"), one.Text("legalName"), one.Text("purpose"), one.Text("from"), one.Text("to")));
        Assert.Equal(2, (await Items(bank.Http, $"{path}?name={Uri.EscapeDataString("嘉定样例")}")).Count);
        Assert.Empty(await Items(bank.Http, $"{path}?name=nobody"));
        Assert.Empty(await Items(bank.Http, $"{path}?endingBy=2030-12-30"));
        Assert.Equal(2, (await Items(bank.Http, $"{path}?endingBy=2030-12-31")).Count);
        var page = await bank.Http.Read($"{path}?limit=1");
        var rest = await Items(bank.Http, $"{path}?after={page.Text("next")}");
        Assert.Equal(Codes(first, second), page.GetProperty("items").EnumerateArray().Concat(rest).Select(firm => firm.Text("creditCode")).Order(StringComparer.Ordinal));
        Assert.Equal(Codes(first, second), await Codes(district.Client(), path));
        Assert.Equal((403, "bank.forbidden"), await other.Http.GetAsync(path).Problem());

        await bank.Withdraw(first);
        Assert.Equal(Codes(second), await Codes(bank.Http, path));
    }

    private static async Task<List<JsonElement>> Items(HttpClient client, string path) => [.. (await client.Read(path)).GetProperty("items").EnumerateArray()];

    private static async Task<string[]> Codes(HttpClient client, string path) => [.. (await Items(client, path)).Select(firm => firm.Text("creditCode")).Order(StringComparer.Ordinal)];

    private static string[] Codes(params Firm[] firms) => [.. firms.Select(firm => firm.CreditCode).Order(StringComparer.Ordinal)];
}
