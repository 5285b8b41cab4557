using System.Text.Json;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Eligibility;

/// <summary>What the ladder recorded before it published it is learnt when an operator has it read again.</summary>
public sealed class RereadingTests : OwnDistrict
{
    private int LastYear => Today.Year - 1;

    private DateOnly Today => DateOnly.FromDateTime(District.Time.GetUtcNow().UtcDateTime.AddHours(8));

    [Fact]
    public async Task firms_figures_records_and_calendars_of_before_are_learnt_once_and_banks_are_told_what_follows()
    {
        var known = await new Firm(District).Registered();
        await known.Recognised();
        await known.Known(2);
        var unseen = new Firm(District);
        await District.StopFinance();
        await District.Happens(
            known.Id, Submitted(known, "f1", 60_000_000), new AnnualFactCorrected(known.Id, known.CreditCode, "f1", LastYear, "sales", 60_000_000, 40_000_000, Today),
            Submitted(known, "f2", 1, "patents"), Submitted(known, "f3", 7, "staff"),
            new AnnualFactAnnulled(known.Id, known.CreditCode, "f3", LastYear, "staff", 7, Today),
            new AdverseRecordListed(known.Id, known.CreditCode, known.Name, "a1", "seriousDishonesty", null, Today.AddDays(-9), "major", "法院"),
            new AdverseRecordRemoved(known.Id, known.CreditCode, known.Name, "a1", "seriousDishonesty", Today, ""));
        await District.Happens(
            new FirmRegistered(unseen.Id, unseen.CreditCode, "旧名", new DateOnly(2020, 5, 1), "310114"),
            new FirmRenamed(unseen.Id, unseen.CreditCode, unseen.Name, "旧名", new DateOnly(2024, 1, 1)));
        await known.Corrected();
        await unseen.Recognised();
        await District.Happens(unseen.Id, Submitted(unseen, "f4", 30_000_000));
        await District.Publishes(new WorkingDayCalendarPublished(LastYear, [new DateOnly(LastYear, 1, 1)], [], "国办发明电1号"));
        await District.PassBy();
        await District.StartFinance();

        var bank = await Partner.With(District, Samples.SizeRule);
        await bank.Consent(known);
        Assert.Equal((404, "firm.unknown"), await District.Client().GetAsync($"firms/{unseen.Id}").Problem());
        Assert.Empty(await bank.Pull());
        var read = await Reread();
        // Of one firm its code, the record, its removal and two figures, one of which a rule reads; of the other all: name, founding, title, stage, a figure twice.
        Assert.Equal((6 + 6, 0), (read["firm"].GetProperty("learnt").GetInt32(), read["firm"].GetProperty("failed").GetArrayLength()));
        Assert.Equal((1, 1), (read["calendar"].GetProperty("learnt").GetInt32(), read["calendar"].GetProperty("of").GetInt32()));

        var told = Assert.Single(await bank.Pulled(1));
        Assert.Equal((known.CreditCode, "figureRecorded"), (told.Text("subject"), told.GetProperty("data").GetProperty("basis").Text("kind")));
        var learnt = await District.Client().Read($"firms/{unseen.Id}");
        Assert.Equal((unseen.Name, 2), (learnt.Text("legalName"), learnt.GetProperty("holdings").GetArrayLength()));
        await bank.Consent(unseen);
        Assert.Equal(unseen.CreditCode, (await bank.Pulled(2))[1].Text("subject"));
        Assert.Equal(3, await District.Count("select count(*) from finance.figures where tenant_id = any($1)", [District.Code]));

        var events = await Events();
        read = await Reread();
        Assert.Equal((0, 0), (read["firm"].GetProperty("learnt").GetInt32(), read["calendar"].GetProperty("learnt").GetInt32()));
        Assert.Equal(events, await Events());
        await known.Revoked(new DateOnly(2025, 6, 1));
        await Eventually.True(async () => (await District.Client().Read($"firms/{known.Id}")).GetProperty("holdings").EnumerateArray().All(h => h.GetProperty("until").ValueKind == JsonValueKind.String));
    }

    private AnnualFactSubmitted Submitted(Firm firm, string fact, decimal value, string metric = "sales") =>
        new(firm.Id, firm.CreditCode, fact, LastYear, metric, "sales.tx", value, "CNY", "audited", "legalPerson");

    private Task<long> Events() => District.Count("select count(*) from events.mt_events where tenant_id = any($1)", [District.Code, "000000"]);

    private async Task<Dictionary<string, JsonElement>> Reread()
    {
        var operates = District.Client([Roles.Operator]);
        await operates.Command("operations/rereadings", new { source = "ladder", reason = "facts are published now" }, "").Good();
        Dictionary<string, JsonElement> read = [];
        await Eventually.True(async () =>
        {
            read = (await operates.Read("operations/rereadings")).GetProperty("rereadings").EnumerateArray().ToDictionary(r => r.Text("kind"));
            return read.Values.All(r => r.GetProperty("endedAt").ValueKind == JsonValueKind.String);
        });
        return read;
    }
}
