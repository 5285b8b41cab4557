using Cultivation.Finance.Banks;
using Cultivation.Finance.Eligibility;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Eligibility;

/// <summary>Days pass and nothing is heard of a firm: Finance tells the bank what each day brings.</summary>
public sealed class NewDayTests
{
    [Fact]
    public async Task days_bring_warnings_ends_of_titles_and_the_end_of_a_consent()
    {
        await using var district = new District();
        await district.InitializeAsync();
        var bank = await Partner.With(district, Samples.Holds("credentialValid", "cn.hnte"));
        var firm = await new Firm(district).Registered();
        await firm.Recognised();
        await bank.Consent(firm);
        var told = (await bank.Pulled(1))[0].GetProperty("data");
        Assert.Equal("2028-03-01", told.GetProperty("expiresOn").GetString());

        On(new DateOnly(2027, 12, 15));
        var warned = (await bank.Pulled(2))[1];
        Assert.Equal(("cn.cultivation.eligibility.expiring.v1", 90), (warned.GetProperty("type").GetString(), warned.GetProperty("data").GetProperty("withinDays").GetInt32()));
        Assert.Equal(told.GetProperty("creditCode").GetString(), warned.GetProperty("subject").GetString());
        On(new DateOnly(2028, 2, 28));
        Assert.Equal(30, (await bank.Pulled(3))[2].GetProperty("data").GetProperty("withinDays").GetInt32());

        On(new DateOnly(2028, 3, 1));
        var ended = (await bank.Pulled(4))[3];
        Assert.Equal(("cn.cultivation.eligibility.withdrawn.v1", 0), (ended.GetProperty("type").GetString(), ended.GetProperty("bookrows").GetInt32()));
        On(new DateOnly(2031, 1, 1));
        Assert.Equal("cn.cultivation.consent.ended.v1", (await bank.Pulled(5))[4].GetProperty("type").GetString());

        void On(DateOnly day) => district.Time.Leap(day.ToDateTime(new TimeOnly(12, 0)) - district.Time.GetUtcNow().DateTime);
    }

    [Fact]
    public void an_agreement_or_approval_that_begins_or_ends_concerns_all_firms()
    {
        var bank = Samples.BankA.Evolve(new DisclosureApproved("bank-a", "u", "批复", new(2026, 3, 1), new(2026, 8, 31), "zhao"));
        Assert.True(NewDay.ChangesBetween(bank, new(2026, 2, 28), new(2026, 3, 1)));
        Assert.False(NewDay.ChangesBetween(bank, new(2026, 3, 1), new(2026, 8, 31)));
        Assert.True(NewDay.ChangesBetween(bank, new(2026, 8, 31), new(2026, 9, 1)));
        Assert.True(NewDay.ChangesBetween(bank, new(2027, 12, 31), new(2028, 1, 1)));
    }
}
