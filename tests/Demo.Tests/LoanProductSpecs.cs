using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Demo.Loading;
using Cultivation.Demo.Population;

namespace Cultivation.Demo.Tests;

/// <summary>What the demo's banks may be told of, and of whom.</summary>
public sealed class LoanProductSpecs
{
    private static readonly RecognitionRow[] TechSme = [.. Districts.Today.Lists.SelectMany(list => list.Rows).Where(row => row.CredentialType == TechSmes.Credential)];

    [Fact]
    public void a_product_may_decide_and_each_criterion_says_how_sure_it_is()
    {
        Assert.Equal(["高企贷", "小巨人信用贷", "科创贷", "履约贷", "科技微贷通", "投贷联动"], LoanProducts.All.Select(product => product.NameZh));
        Assert.Equal(["科技担保贷款", "科技信用贷款", "专利权质押贷款"], LoanProducts.Tongxiang.Select(product => product.NameZh));
        Assert.All(LoanProducts.All.Concat(LoanProducts.Tongxiang).SelectMany(product => CriteriaFile.Parse(JsonSerializer.Serialize(product.Criteria)).All()), criterion =>
        {
            Assert.False(criterion.Standing.NeedsConfirmation);
            Assert.Matches("assumption|secondary", criterion.Standing.Note!);
        });
    }

    [Fact]
    public void a_tech_sme_is_small_and_its_number_counts_until_march()
    {
        var firms = Districts.Today.Firms.ToDictionary(firm => firm.CreditCode);
        Assert.InRange(TechSme.Length, 100, 250);
        Assert.All(TechSme, row =>
        {
            var accounts = new Accounts(firms[row.CreditCode]).Of(2025);
            Assert.True(accounts is { Staff: <= 500, Sales: <= 200_000_000 }, $"{row} {accounts}");
            Assert.True(row.ValidOn(Districts.Day) && row.ValidOn(new(2027, 3, 31)) && !row.ValidOn(new(2027, 4, 1)));
        });
        Assert.Contains(TechSme, row => firms[row.CreditCode].FirstYear is null);
    }

    [Fact]
    public void each_bank_has_firms_that_may_be_told_of_for_a_credit_insurance_loan_and_a_micro_loan()
    {
        var listed = TechSme.Select(row => row.CreditCode).ToHashSet();
        var told = Consents.Of(Districts.Today).Where(one => listed.Contains(one.Firm.CreditCode)).ToLookup(one => one.Bank);
        Assert.True(told["bank-a"].Count() >= 3 && told["bank-b"].Count() >= 3, string.Join(' ', told.Select(bank => $"{bank.Key}: {bank.Count()}")));
        var certified = Districts.Today.Certificates.Where(row => row.ValidOn(Districts.Day)).Select(row => row.CreditCode).ToHashSet();
        Assert.All(told, bank => Assert.Contains(bank, one => !certified.Contains(one.Firm.CreditCode)));
    }
}
