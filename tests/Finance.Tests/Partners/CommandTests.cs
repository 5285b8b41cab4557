using System.Net;
using Cultivation.Hosting;
using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Finance.Tests.Partners;

/// <summary>Commands over HTTP: what callers get wrong, and what they send twice.</summary>
[Collection<OnTheWire>]
public sealed class CommandTests(District district)
{
    private readonly HttpClient client = district.Client();

    [Theory]
    [InlineData("products", "{", 400, "request.malformed")]
    [InlineData("products", """{"code":1,"nameZh":"贷","nameEn":"Loan","criteria":{}}""", 400, "request.malformed")]
    [InlineData("products", """{"code":"loan","nameZh":"贷","nameEn":"Loan"}""", 400, "request.malformed")]
    [InlineData("products", """{"code":"loan","nameZh":"贷","nameEn":"Loan","criteria":{},"colour":"red"}""", 400, "request.malformed")]
    [InlineData("products", """{"code":"loan","nameZh":"贷","nameEn":"Loan","criteria":{}}""", 422, "product.criteria-invalid")]
    [InlineData("banks", """{"id":"b1","nameZh":"行","nameEn":"Bank","agreementRef":"1","products":["none"],"from":"2026-01-01","to":"2027-01-01"}""", 422, "bank.product-unknown")]
    [InlineData("banks", """{"id":"b1","nameZh":"行","nameEn":"Bank","agreementRef":"1","products":["none"],"from":"yesterday","to":"2027-01-01"}""", 400, "request.malformed")]
    [InlineData("banks", """{"id":"b1","nameZh":"行","nameEn":"Bank","agreementRef":"1","products":null,"from":"2026-01-01","to":"2027-01-01"}""", 400, "request.malformed")]
    [InlineData("consents", "[]", 400, "request.malformed")]
    [InlineData("consents", """{"firmId":"none","bankId":"none","dataScopes":["eligibility"],"purpose":"loan","from":"2026-01-01","to":"2030-01-01","method":"paper"}""", 404, "firm.unknown")]
    [InlineData("consents/withdrawals", """{"firmId":"none","bankId":"none","effectiveOn":"2026-01-01"}""", 404, "firm.unknown")]
    [InlineData("consents/withdrawals", """{"firmId":"none","bankId":"none","effectiveOn":20260101}""", 400, "request.malformed")]
    public async Task a_command_that_makes_no_sense_is_a_problem(string path, string body, int status, string code) =>
        Assert.Equal((status, code), await client.Command(path, body).Problem());

    [Fact]
    public async Task a_command_needs_a_key_and_its_role()
    {
        Assert.Equal((400, "idempotency.key-missing"), await client.Command("consents/withdrawals", new { firmId = "f", bankId = "b", effectiveOn = "2026-01-01" }, key: "").Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.CaseWorker]).Command("products", new { }).Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.Bank], "b").Command("banks", new { }).Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.Bank], "b").Command("consents", new { }).Problem());
    }

    [Fact]
    public async Task an_edit_needs_the_version_that_was_read()
    {
        var bank = await Partner.With(district);
        var change = new { nameZh = "高企贷二号", nameEn = "HNTE loan two", criteria = Samples.Json(Samples.Holds("stageHeld", "jd.hnte")) };
        var path = $"products/{bank.Product}/versions";
        Assert.Equal((428, "version.missing"), await client.Command(path, change).Problem());
        Assert.Equal((400, "version.malformed"), await client.Command(path, change, ifMatch: "latest").Problem());
        Assert.Equal((412, "version.stale"), await client.Command(path, change, ifMatch: "\"7\"").Problem());
        Assert.Equal((404, "product.unknown"), await client.Command("products/none/versions", change, ifMatch: "\"1\"").Problem());
        using var done = await client.Command(path, change, ifMatch: "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (done.StatusCode, done.Headers.ETag!.Tag));
        Assert.Equal((412, "version.stale"), await client.Command(path, change, ifMatch: "\"1\"").Problem());

        var agreement = new { agreementRef = "协议2号", products = new[] { bank.Product }, from = "2026-01-01", to = "2031-12-31" };
        path = $"banks/{bank.Id}/agreements";
        Assert.Equal((428, "version.missing"), await client.Command(path, agreement).Problem());
        Assert.Equal((412, "version.stale"), await client.Command(path, agreement, ifMatch: "\"1\"").Problem());
        Assert.Equal((404, "bank.unknown"), await client.Command("banks/none/agreements", agreement, ifMatch: "\"1\"").Problem());
        Assert.Equal("协议2号", (await client.Command(path, agreement, ifMatch: "\"2\"").Good()).GetProperty("agreement").GetProperty("agreementRef").GetString());
    }

    [Fact]
    public async Task a_repeated_key_is_one_effect_and_one_answer()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        var consent = new
        {
            firmId = firm.Id, bankId = bank.Id, dataScopes = new[] { "eligibility" }, purpose = "loan", from = "2026-01-01", to = "2030-01-01", method = "paper",
            documentHash = Samples.Hash,
        };
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.Command("consents", consent, key)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal((422, "idempotency.key-reused"), await client.Command("consents", consent with { purpose = "other" }, key).Problem());
        Assert.Equal(1, (await client.Read($"firms/{firm.Id}")).GetProperty("consents").GetArrayLength());
    }

    [Fact]
    public async Task what_meets_a_change_of_the_offer_is_decided_on_the_new_one()
    {
        var bank = await Partner.With(district);
        var (consents, rises) = (await new Firm(district).Registered(), await new Firm(district).Registered());
        await consents.Recognised();
        await consents.Known(holdings: 1);
        await bank.Consent(rises);
        await using var database = NpgsqlDataSource.Create(district.FinanceData);
        await using var connection = await database.OpenConnectionAsync();
        await using var change = await connection.BeginTransactionAsync();
        await using (var touch = new NpgsqlCommand("call finance.change_catalogue('310114')", connection, change))
            await touch.ExecuteNonQueryAsync();
        // Of two firms, so that neither waits for the other. The walk over the firms of earlier tests may wait here too.
        var consent = bank.Consent(consents);
        var recognised = rises.Recognised();
        await Eventually.True(async () => await Waiting(database) >= 2);
        await change.CommitAsync();
        await consent;
        await recognised;
        Assert.Equal(
            new[] { consents.CreditCode, rises.CreditCode }.Order(StringComparer.Ordinal),
            (await bank.Pulled(2)).Select(entry => entry.GetProperty("subject").GetString()!).Order(StringComparer.Ordinal));
    }

    private static async Task<long> Waiting(NpgsqlDataSource database)
    {
        await using var count = database.CreateCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%rest_on_catalogue%'");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task a_bank_registered_again_with_other_content_is_refused_and_with_the_same_is_not()
    {
        var bank = await Partner.With(district);
        using var same = await client.Command("banks", bank.Registration());
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Equal((409, "bank.id-taken"), await client.Command("banks", bank.Registration("协议9号")).Problem());
    }

    [Fact]
    public async Task a_firm_gives_and_sees_its_own_consents_only()
    {
        var bank = await Partner.With(district);
        var (mine, other) = (await new Firm(district).Registered(), await new Firm(district).Registered());
        var user = district.Client([Roles.Firm], firm: mine.Id);
        object Consent(string firm) => new { firmId = firm, bankId = bank.Id, dataScopes = new[] { "eligibility" }, purpose = "loan", from = "2026-01-01", to = "2030-01-01", method = "online" };
        Assert.Equal((403, "firm.forbidden"), await user.Command("consents", Consent(other.Id)).Problem());
        Assert.Equal((403, "firm.forbidden"), await user.GetAsync($"firms/{other.Id}").Problem());
        await user.Command("consents", Consent(mine.Id)).Good();
        Assert.Equal(bank.Id, (await user.Read($"firms/{mine.Id}")).GetProperty("consents")[0].GetProperty("bankId").GetString());
    }

    [Fact]
    public async Task another_district_sees_nothing_of_this_one()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        var elsewhere = district.Client(district: "310106");
        Assert.Equal((404, "bank.unknown"), await elsewhere.GetAsync($"banks/{bank.Id}").Problem());
        Assert.Equal((404, "product.unknown"), await elsewhere.GetAsync($"products/{bank.Product}").Problem());
        Assert.Equal((404, "firm.unknown"), await elsewhere.GetAsync($"firms/{firm.Id}").Problem());
        Assert.Equal(0, (await elsewhere.Read("banks")).GetProperty("banks").GetArrayLength());
    }
}
