using Cultivation.Contracts.Ladder.V1;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Eligibility;

/// <summary>Figures come from the ladder; a bank is told what they change.</summary>
public sealed class FigureTests(District district) : IClassFixture<District>
{
    [Fact]
    public async Task a_figure_a_correction_and_an_annulment_reach_the_bank()
    {
        var bank = await Partner.With(district, Samples.SizeRule);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        var first = await Submit(firm, 49_000_000);
        Assert.Equal(("cn.cultivation.eligibility.granted.v1", "figureRecorded"), Said((await bank.Pulled(1))[0]));
        await district.Happens(firm.Id, new AnnualFactCorrected(firm.Id, firm.CreditCode, first, LastYear, "sales", 49_000_000, 51_000_000, Today));
        Assert.Equal(("cn.cultivation.eligibility.corrected.v1", "figureCorrected"), Said((await bank.Pulled(2))[1]));
        await district.Happens(firm.Id, new AnnualFactAnnulled(firm.Id, firm.CreditCode, first, LastYear, "sales", 51_000_000, Today));
        var second = await Submit(firm, 20_000_000);
        Assert.Equal(("cn.cultivation.eligibility.granted.v1", "figureRecorded"), Said((await bank.Pulled(3))[2]));
        await district.Happens(firm.Id, new AnnualFactAnnulled(firm.Id, firm.CreditCode, second, LastYear, "sales", 20_000_000, Today));
        Assert.Equal(("cn.cultivation.eligibility.corrected.v1", "figureAnnulled"), Said((await bank.Pulled(4))[3]));
    }

    [Fact]
    public async Task a_product_that_comes_later_reads_the_figures_that_were_told_before_it_corrected_as_they_were()
    {
        await using var alone = new District();
        await alone.InitializeAsync();
        var (small, large) = (await new Firm(alone).Registered(), await new Firm(alone).Registered());
        var wrong = await Submit(small, 60_000_000, alone);
        await Submit(large, 60_000_000, alone);
        await alone.Happens(small.Id, new AnnualFactCorrected(small.Id, small.CreditCode, wrong, LastYear, "sales", 60_000_000, 40_000_000, Today));
        await small.Recognised();
        await small.Known(2);

        var bank = await Partner.With(alone, Samples.SizeRule);
        await bank.Consent(small);
        await bank.Consent(large);
        var told = await bank.Pulled(1);
        Assert.Equal(small.CreditCode, Assert.Single(told).GetProperty("subject").GetString());
        Assert.Equal("figureRecorded", Said(told[0]).Basis);
    }

    [Fact]
    public async Task what_waits_for_a_person_is_no_criterion_of_a_product()
    {
        var judged = Samples.SizeRule.Replace("\"kind\":\"fact\",\"definition\":\"sales.tx\"", "\"kind\":\"judgement\"", StringComparison.Ordinal);
        Assert.Equal(
            (422, "product.criteria-beyond-holdings"),
            await district.Client().Command("products", $$"""{"code":"judged","nameZh":"评","nameEn":"Judged","criteria":{{judged}}}""").Problem());
    }

    private int LastYear => Today.Year - 1;

    private DateOnly Today => DateOnly.FromDateTime(district.Time.GetUtcNow().UtcDateTime.AddHours(8));

    private static (string Type, string Basis) Said(System.Text.Json.JsonElement entry) =>
        (entry.GetProperty("type").GetString()!, entry.GetProperty("data").GetProperty("basis").GetProperty("kind").GetString()!);

    private async Task<string> Submit(Firm firm, decimal sales, District? at = null)
    {
        var id = Guid.NewGuid().ToString("N");
        await (at ?? district).Happens(
            firm.Id, new AnnualFactSubmitted(firm.Id, firm.CreditCode, id, LastYear, "sales", "sales.tx", sales, "CNY", "audited", "legalPerson"));
        return id;
    }
}
