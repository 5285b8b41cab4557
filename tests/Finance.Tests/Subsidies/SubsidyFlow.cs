using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Subsidies;
using Cultivation.Hosting;
using Cultivation.Kit;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Finance.Tests.Subsidies;

/// <summary>The way to a subsidy: a district whose days count, a loan that was paid back, a scheme, a run. Days are near today, since the service reads the clock.</summary>
public abstract class SubsidyFlow(District district)
{
    private protected static DateOnly Today => TimeProvider.System.Today();

    private protected District District => district;

    private protected HttpClient Office { get; } = district.Client();

    private protected HttpClient Second { get; } = district.Client([Roles.Supervisor], subject: "zhao");

    private protected async Task<(string Scheme, string Subsidy, Firm Firm)> Proposed()
    {
        await Working(new DateOnly(Today.Year, 1, 1));
        await Working(new DateOnly(Today.Year + 1, 1, 1));
        var (bank, firm) = await PaidBack();
        var scheme = await Published(bank);
        await Office.Command($"schemes/{scheme}/confirmations", new { version = 1, figure = "rate", documentRef = "沪科〔2025〕212号" }).Good();
        var dry = await Office.Command($"schemes/{scheme}/runs", new { year = 2026 }).Good();
        await Office.Command($"schemes/{scheme}/runs", new { year = 2026, seen = dry.Text("digest") }).Good();
        return (scheme, Subsidy.IdOf(scheme, 2026, firm.Id), firm);
    }

    private protected Task Dishonest(Firm firm, bool listed) => Eventually.True(async () =>
    {
        await using var session = District.Provider.GetRequiredService<IDocumentStore>().QuerySession(District.Code);
        return (await session.LoadAsync<FirmAccount>(FirmAccount.Key(firm.Id)))!.IsDishonest(Today) == listed;
    });

    // Told until Finance has heard: a notice of the same year again changes nothing.
    private protected async Task Working(DateOnly year)
    {
        await District.Publishes(new WorkingDayCalendarPublished(year.Year, [year], [], "test"));
        await Eventually.True(async () =>
        {
            await using var nation = District.Provider.GetRequiredService<IDocumentStore>().QuerySession("000000");
            return (await Cultivation.Finance.Calendars.WorkingDays.Published(nation, default)).ContainsKey(year.Year);
        });
    }

    private protected async Task<(Partner Bank, Firm Firm)> PaidBack()
    {
        var bank = await Partner.With(District, Samples.Holds("credentialValid", "cn.hnte"));
        var firm = await new Firm(District).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        var loan = await bank.Http.Command($"banks/{bank.Id}/loans", new
        {
            loanNo = "L-1", productCode = bank.Product, principal = 1_000_000, startOn = "2026-03-01", endOn = "2027-02-28", rate = 0.0345m, reliedOn = "1-1",
            creditCode = firm.CreditCode, premium = 12_000m,
        }).Good();
        await bank.Http.Command($"loans/{loan.Text("id")}/repayments", new { repaymentRef = "R-1", principal = 1_000_000, interest = 20_000, paidOn = "2026-11-10" }).Good();
        return (bank, firm);
    }

    private protected async Task<string> Published(Partner bank)
    {
        await Office.Command("schemes", Rules(bank)).Good();
        return $"s-{bank.Id}";
    }

    private protected static object Rules(Partner bank, string? id = null, decimal rate = 0.5m)
    {
        object Figure(object? value, bool needsConfirmation = false) => new { value, certainty = "secondary", source = "沪科〔2025〕212号", needsConfirmation };
        return new
        {
            id = id ?? $"s-{bank.Id}", nameZh = "保费补贴", nameEn = "Premium subsidy", documentRef = "区科委〔2026〕1号", rules = new
            {
                kind = "premium", products = Figure(new[] { bank.Product }), windows = Figure(new[] { new { year = 2026, from = "2026-08-01", to = "2026-11-30" } }),
                rate = Figure(rate, true), cap = Figure(null), held = Figure(new { stages = Array.Empty<string>(), credentials = new[] { "cn.hnte" } }),
                notDishonest = Figure(true), confirmWithin = Figure(3),
            },
        };
    }

    private protected sealed record Payee(string holderName, string bankName, string accountNo, string? documentHash = null);

    private protected static Payee Account(string number = "6222021001116245702") => new(Samples.Name, "样例银行嘉定支行", number);
}
