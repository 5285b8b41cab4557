using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>What the register says of a firm itself, its code or its end, reaches the bank as any other change does.</summary>
[Collection<OnTheWire>]
public sealed class RegisterTests(District district)
{
    [Fact]
    public async Task a_corrected_credit_code_is_told_at_once_as_a_change_whose_row_takes_the_place_of_the_old_one()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        var wrong = (await bank.Pulled(1))[0].Text("subject");
        await firm.Corrected();
        var entry = (await bank.Pulled(2))[1];
        var data = entry.GetProperty("data");
        Assert.NotEqual(wrong, firm.CreditCode);
        Assert.Equal(
            ("cn.cultivation.eligibility.changed.v1", firm.CreditCode, firm.CreditCode, true),
            (entry.Text("type"), entry.Text("subject"), data.Text("creditCode"), data.GetProperty("eligible").GetBoolean()));
        Assert.Equal([1], data.GetProperty("ends").EnumerateArray().Select(e => e.GetInt32()));
        var row = $"2|{firm.CreditCode}|{bank.Product}|{data.Text("effectiveOn")}||{data.Text("salt")}";
        Assert.Equal((1, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row)))), (entry.GetProperty("bookrows").GetInt32(), entry.Text("bookdigest")));
        Assert.Equal(entry.ToString(), Assert.Single((await bank.Http.Read($"banks/{bank.Id}/snapshot")).GetProperty("entries").EnumerateArray()).ToString());
    }

    [Fact]
    public async Task a_firm_that_was_struck_off_or_handed_over_is_eligible_no_more_though_its_title_stays()
    {
        var bank = await Partner.With(district, Samples.Holds("credentialValid", "cn.hnte"));
        var (struckOff, handedOver) = (await bank.Told(), await bank.Told());
        await bank.Pulled(2);
        var today = district.Time.Today();
        await struckOff.Deregistered(today.AddDays(-20));
        Assert.Equal(("cn.cultivation.eligibility.corrected.v1", $"{today.AddDays(-20):O}", "firmDeregistered", 1), Said((await bank.Pulled(3))[2]));
        await handedOver.Moved(today);
        Assert.Equal(("cn.cultivation.eligibility.withdrawn.v1", $"{today:O}", "firmMoved", 0), Said((await bank.Pulled(4))[3]));

        var known = await district.Client().Read($"firms/{struckOff.Id}");
        Assert.Equal("firmDeregistered", known.GetProperty("gone").GetProperty("basis").Text("kind"));
        await bank.Withdraw(struckOff);
        await bank.Pulled(5);
        await bank.Consent(struckOff);
        var (other, last) = (await bank.Told(), await bank.Pulled(6));
        Assert.Equal((6, other.CreditCode), (last.Length, last[5].Text("subject")));

        static (string, string, string, int) Said(JsonElement entry)
        {
            var data = entry.GetProperty("data");
            Assert.False(data.GetProperty("eligible").GetBoolean());
            return (entry.Text("type"), data.Text("effectiveOn"), data.GetProperty("basis").Text("kind"), entry.GetProperty("bookrows").GetInt32());
        }
    }
}
