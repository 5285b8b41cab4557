using System.Text.Json;
using Cultivation.Ladder.Days;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>A case from its filing to its end; what follows a decision is in <see cref="AppealTests"/>.</summary>
public sealed class CaseLifeTests(LadderService ladder)
{
    private const string Gap = "研发费用辅助账";
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private HttpClient FirmOf(string id) => ladder.As("wang", [district], [Roles.Firm], firm: id);

    private static object Filing(string firmId, string stageId = "jd.pool", string channel = "self") =>
        new { firmId, programmeId = "jiading-six-stage", stageId, channel };

    private async Task<(string Firm, string Number)> Filed(string stageId = "jd.pool")
    {
        var (id, _) = await Flow.Registered(Client);
        return (id, (await Client.Command("cases", Filing(id, stageId)).Good()).Text("number"));
    }

    private Task<JsonElement> Do(string number, string act, object body, HttpClient? by = null) => Flow.Act(Client, number, act, body, by).Good();

    private Task<(int, string)> Refused(string number, string act, object body, HttpClient? by = null) => Flow.Act(Client, number, act, body, by).Problem();

    [Fact]
    public async Task a_firm_files_for_itself_only_and_sees_its_own_cases_only()
    {
        await Flow.Programmes(ladder, district);
        var ((mine, _), (other, _)) = (await Flow.Registered(Client), await Flow.Registered(Client));
        Assert.Equal((403, "firm.forbidden"), await FirmOf(mine).Command("cases", Filing(other)).Problem());
        Assert.Equal((422, "case.channel-not-self"), await FirmOf(mine).Command("cases", Filing(mine, channel: "town")).Problem());
        var number = (await FirmOf(mine).Command("cases", Filing(mine)).Good()).Text("number");
        var page = await FirmOf(mine).Read($"cases/{number}");
        Assert.Equal(("self", "submitted"), (page.Text("channel"), page.Text("state")));
        Assert.True(DateOnly.Parse(page.Text("checkDueOn")) > Flow.Today.AddDays(4));
        Assert.Equal((404, "case.unknown"), await FirmOf(other).GetAsync($"cases/{number}").Problem());
        Assert.Equal((404, "case.unknown"), await Refused(number, "withdrawal", new { }, FirmOf(other)));
        Assert.Empty((await FirmOf(other).Read($"cases?firmId={mine}")).GetProperty("items").EnumerateArray());
        Assert.Equal("withdrawn", (await Do(number, "withdrawal", new { }, FirmOf(mine))).Text("state"));
        await FirmOf(mine).Command("cases", Filing(mine)).Good();
        Assert.Equal((409, "case.already-open"), await Refused(number, "reopening", new { reason = "误操作" }));
    }

    [Fact]
    public async Task a_filing_is_checked_beforehand_and_nothing_is_stored()
    {
        await Flow.Programmes(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        var none = await FirmOf(id).Read($"firms/{id}/prechecks/jd.pool");
        Assert.Equal((4, false), (none.GetProperty("missingRequired").GetArrayLength(), none.GetProperty("mayAcceptWithGaps").GetBoolean()));
        var given = string.Join('&', none.GetProperty("missingRequired").EnumerateArray().Select(p => $"papers={p.GetString()}"));
        var ready = await FirmOf(id).Read($"firms/{id}/prechecks/jd.pool?{given}");
        Assert.Equal((0, true), (ready.GetProperty("missingRequired").GetArrayLength(), ready.GetProperty("mayAcceptWithGaps").GetBoolean()));
        Assert.Equal((422, "case.paper-unknown"), await Client.GetAsync($"firms/{id}/prechecks/jd.pool?papers=护照").Problem());
        Assert.Equal("\"1\"", await Client.ETag($"firms/{id}"));
    }

    /// <summary>Subtlety 15: windows move, and no filing is refused by a date.</summary>
    [Fact]
    [Trait("subtlety", "15")]
    public async Task a_filing_after_the_window_is_taken_and_the_window_is_shown()
    {
        await Flow.Programmes(ladder, district);
        var policy = ladder.Client(district, Roles.Policy);
        var over = new { round = "2026-1", opensOn = Flow.Today.AddDays(-40), closesOn = Flow.Today.AddDays(-10), documentRef = "通知一" };
        await policy.Command("programmes/jiading-six-stage/stages/jd.pool/windows", over).Good();
        var (id, _) = await Filed();
        Assert.Equal(over.closesOn.ToString("O"), (await Client.Read($"firms/{id}/prechecks/jd.pool")).GetProperty("window").Text("closesOn"));
        await policy.Command(
            "programmes/jiading-six-stage/stages/jd.pool/windows", over with { closesOn = Flow.Today.AddDays(10), documentRef = "通知二" }).Good();
        Assert.Equal("通知二", Assert.Single((await Client.Read("programmes/jiading-six-stage/stages/jd.pool/windows")).EnumerateArray()).Text("documentRef"));
        Assert.Equal((404, "programme.stage-unknown"), await policy.Command("programmes/jiading-six-stage/stages/jd.x/windows", over).Problem());
    }

    /// <summary>Subtlety 17: gaps start the clock; an assumed term sends nobody back before it is confirmed.</summary>
    [Fact]
    public async Task a_case_is_accepted_with_gaps_and_the_firm_supplies_them()
    {
        await Flow.Programmes(ladder, district);
        var (firm, number) = await Filed();
        Assert.Equal((422, "criterion.not-confirmed"), await Refused(number, "acceptance", new { missingTolerated = new[] { Gap } }));
        await Flow.ConfirmAll(ladder, district);
        var accepted = await Do(number, "acceptance", new { missingTolerated = new[] { Gap } });
        Assert.Equal(("accepted", Gap), (accepted.Text("state"), accepted.GetProperty("supplement").GetProperty("items")[0].GetString()));
        Assert.NotEqual("", accepted.Text("dueOn"));
        Assert.Equal((409, "case.supplement-open"), await Refused(number, "proposal", new { decision = "notRecommend", batch = "b", note = "n" }));
        Assert.Equal((422, "case.paper-not-asked"), await Refused(number, "supplements/receipts", new { items = new[] { "x" } }));
        var received = await Do(number, "supplements/receipts", new { items = new[] { Gap } }, FirmOf(firm));
        Assert.Empty(received.GetProperty("supplement").GetProperty("items").EnumerateArray());
        Assert.Equal((422, "case.everything-at-once"), await Refused(number, "supplements", new { items = new[] { "知识产权清单" } }));
        var asked = await Do(number, "supplements", new { items = new[] { "知识产权清单" }, newFault = "与证书不符" });
        Assert.Equal(("supplement", ""), (asked.Text("clockStoppedFor"), asked.Text("dueOn")));
        Assert.NotEqual("", (await Do(number, "supplements/receipts", new { items = new[] { "知识产权清单" } })).Text("dueOn"));
        Assert.Equal("siteInspection", (await Do(number, "clock/pauses", new { reason = "siteInspection" })).Text("clockStoppedFor"));
        Assert.Equal("", (await Do(number, "clock/resumption", new { })).Text("clockStoppedFor"));
        Assert.True((await Do(number, "clock/extensions", new { days = 5, note = "复杂" })).GetProperty("clockExtended").GetBoolean());
    }

    /// <summary>Subtlety 17: a false promise has an effect on the firm's record and cannot be quiet.</summary>
    [Fact]
    public async Task a_false_promise_stands_on_the_firms_record_and_bars_another_one()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (firm, number) = await Filed();
        object Commitment(string signedBy) => new { textId = "jd.text.1", textVersion = "2", signedBy, papers = new[] { "入库申请表" } };
        Assert.Equal((422, "person.not-a-reference"), await Refused(number, "acceptance", new { commitment = Commitment("王伟") }));
        Assert.Equal((404, "person.unknown"), await Refused(number, "acceptance", new { commitment = Commitment("person-7") }));
        var commitment = Commitment(await PeopleFlow.Person(Client, "王伟"));
        var accepted = await Do(number, "acceptance", new { commitment });
        Assert.Equal(Flow.Today.AddDays(60).ToString("O"), accepted.GetProperty("commitment").Text("verifyByOn"));
        Assert.Equal("withdrawn", (await Do(number, "commitment/verification", new { outcome = "false", finding = "账目不存在" })).Text("state"));
        Assert.Equal("commitment_broken", (await Client.Read($"firms/{firm}/timeline?limit=1")).GetProperty("items")[0].Text("type"));
        Assert.Equal((409, "case.not-reopenable"), await Refused(number, "reopening", new { reason = "x" }));
        var next = (await Client.Command("cases", Filing(firm)).Good()).Text("number");
        Assert.Equal((422, "case.commitment-barred"), await Refused(next, "acceptance", new { commitment }));
        await Do(next, "acceptance", new { });
    }

    [Fact]
    public async Task what_a_day_ends_goes_back_once_and_may_be_filed_again_or_reopened()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (firm, number) = await Filed();
        await Do(number, "acceptance", new { missingTolerated = new[] { Gap } });
        // The term lies in the future; a published calendar cannot bring the end near, so the day is set as another calendar would set it.
        var yesterday = Flow.Today.AddDays(-1);
        await Append(number, new DeadlineMoved(number, CaseDeadline.Supplement, yesterday, ClockReason.CalendarChanged, TimeProvider.System.GetUtcNow(), "test"));
        var lapse = ladder.Services.GetRequiredService<LapseDue>();
        await using var session = Session();
        Assert.IsType<CaseReturned>(Assert.Single(LapseDue.Decide((await session.LoadAsync<Case>(Case.Key(number)))!, yesterday, Flow.Today, "s")));
        // Before it ends cases the job reckons their days again, so a wrong day does no harm.
        Assert.Equal(0, await lapse.Run(district, yesterday, "service:ladder", null, TestContext.Current.CancellationToken));
        Assert.Equal(1, await lapse.Run(district, Flow.Today.AddDays(60), "service:ladder", null, TestContext.Current.CancellationToken));
        Assert.Equal(0, await lapse.Run(district, Flow.Today.AddDays(60), "service:ladder", null, TestContext.Current.CancellationToken));
        Assert.Equal("returned", (await Client.Read($"cases/{number}")).Text("state"));
        Assert.Equal("accepted", (await Do(number, "reopening", new { reason = "系统故障" })).Text("state"));
        Assert.Equal((409, "case.already-open"), await Client.Command("cases", Filing(firm)).Problem());
        Assert.Equal(0, (await Client.Command($"days/{yesterday:O}/closing", new { }).Good()).Int("lapsed"));
    }

    /// <summary>Subtlety 16: a calendar that is corrected moves the due days of open cases in every district.</summary>
    [Fact]
    public async Task a_corrected_calendar_moves_the_due_day()
    {
        await Flow.Programmes(ladder, district);
        var (_, number) = await Filed("jd.hnte");
        await Do(number, "acceptance", new { });
        // The calendar is the nation's: a day is taken that lies beyond the terms of the cases of other tests.
        var due = DateOnly.Parse((await Do(number, "clock/extensions", new { days = 10, note = "复杂" })).Text("dueOn"));
        var year = due.Year;
        await ladder.Client("000000", Roles.Policy).Command(
            "calendars", new { year, restDays = new[] { $"{year}-01-01", $"{due:O}" }, makeupWorkdays = Array.Empty<string>(), documentRef = "国办发明电更正" }).Good();
        await Kit.Eventually.True(async () => DateOnly.Parse((await Client.Read($"cases/{number}")).Text("dueOn")) > due, TimeSpan.FromMinutes(1));
    }

    private IDocumentSession Session() => ladder.Services.GetRequiredService<IDocumentStore>().LightweightSession(district);

    private async Task Append(string number, object happened)
    {
        await using var session = Session();
        session.Events.Append(Case.Key(number), happened);
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
