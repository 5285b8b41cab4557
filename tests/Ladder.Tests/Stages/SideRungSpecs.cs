using Cultivation.Ladder.Imports;
using Standing = Cultivation.Ladder.Discovery.Standing;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Stages;

/// <summary>Rungs of side ladders are entered and left beside the main chain.</summary>
public sealed class SideRungSpecs
{
    private const string Giant = "cn.gradient.2022.littleGiant";
    private static readonly Rungs Shipped = new([RungsOfVersion.Of(Books.Jiading()), RungsOfVersion.Of(Books.Tongxiang())]);
    private static readonly Rungs OfJiading = new([RungsOfVersion.Of(Books.Jiading())]);
    private static readonly RungEntry Row = new("tx.rdUnit.county", Day("2025-03-01"), null, "桐科〔2025〕3号");
    private static readonly ApplyingDay At = new(Shipped, Today, Now, "li", Row.ListRef);

    private static StageEntered Stands(string rung, string on, string by) => new(Code, Name, rung, StageBasis.DistrictDecision, by, Day(on), "tongxiang-nursery/2026.11");

    private static Spec<Firm> ACarrier => new Spec<Firm>(new Firm(), (firm, happened) => firm.Fold(happened)).Given(Registered with { Kind = OrganisationKind.Carrier });

    [Fact]
    public void a_graded_title_enters_its_rung_and_moves_no_stage() => AFirm
        .Given(Granted("r0", "2023-11-15", "2028-11-14"), Entered("jd.hnte", "2023-11-15", "r0"))
        .When(f => GrantRecognition.Decide(Certificate("r1", "2024-07-01", "2027-06-30", "X1", Giant), f, OfJiading, Today, Now))
        .Then(Granted("r1", "2024-07-01", "2027-06-30", "X1", Giant), Entered("cn.gradient.third", "2024-07-01", "r1"));

    [Fact]
    public void the_page_shows_the_rung_beside_the_stage()
    {
        var firm = new Firm { Id = "firm:f1" }.Fold(
            [Registered, Granted("r0", "2023-11-15", "2028-11-14"), Entered("jd.hnte", "2023-11-15", "r0"), Granted("r1", "2024-07-01", "2027-06-30", "X1", Giant), Entered("cn.gradient.third", "2024-07-01", "r1")]);
        var page = FirmPage.Of(firm, new(Today, Today, true), Shipped);
        Assert.Equal("jd.hnte", page.Stage);
        Assert.Equal("jd.hnte", Assert.Single(page.StagesHeld).StageId);
        Assert.Equal(("cn.gradient", "cn.gradient.third"), (Assert.Single(page.SideRungs).LadderId, page.SideRungs[0].Rung.StageId));
        Assert.Equal("jd.hnte", Shipped.Highest(["cn.gradient.third", "jd.hnte"], Today));
        Assert.Empty(FirmPage.Of(firm, new(Day("2024-06-30"), Today, true), Shipped).SideRungs);
    }

    /// <summary>A title of the new rule follows one of the old: the rung goes on.</summary>
    [Fact]
    public void a_rung_goes_on_from_one_rules_title_to_the_nexts() => AFirm
        .Given(Granted("r1", "2023-07-01", "2026-06-30", "X1", Giant), Entered("cn.gradient.third", "2023-07-01", "r1"))
        .When(f => GrantRecognition.Decide(Certificate("r2", "2026-07-01", "2029-06-30", "X2", "cn.gradient.2026.littleGiant"), f, Shipped, Today, Now))
        .Then(Granted("r2", "2026-07-01", "2029-06-30", "X2", "cn.gradient.2026.littleGiant"), new RecognitionExpired("r1", Code, Name, Giant, Day("2026-06-30"), false));

    [Fact]
    public void a_carriers_title_puts_a_carrier_on_its_rung_and_nobody_else()
    {
        var title = Certificate("r1", "2025-07-01", null, "C1", "tx.incubator.city.title");
        var granted = Granted("r1", "2025-07-01", null, "C1", "tx.incubator.city.title");
        AFirm.When(f => GrantRecognition.Decide(title, f, Shipped, Today, Now)).Then(granted);
        ACarrier.When(f => GrantRecognition.Decide(title, f, Shipped, Today, Now))
            .Then(granted, Stands("tx.incubator.city", "2025-07-01", "r1") with { Basis = StageBasis.Credential });
    }

    [Fact]
    public void a_list_puts_on_a_rung_and_takes_off_it()
    {
        AFirm.When(f => Row.Decide(f, Shipped, Today, Today)).Then(Stands("tx.rdUnit.county", "2025-03-01", Row.ListRef));
        var standing = AFirm.Given(Stands("tx.rdUnit.county", "2025-03-01", Row.ListRef));
        standing.When(f => Row.Decide(f, Shipped, Today, Today)).ThenNothing();
        var left = Left("tx.rdUnit.county", "2026-03-01", "listed", Row.ListRef, retroactive: true);
        standing.When(f => (Row with { LeftOn = Day("2026-03-01") }).Decide(f, Shipped, Today, Today)).Then(left);
        standing.Given(left).When(f => (Row with { LeftOn = Day("2026-03-01") }).Decide(f, Shipped, Today, Today)).ThenNothing();
        var planned = new PlannedRow(2, Code) { FirmId = "f1", Rung = Row };
        standing.When(f => new SideRungList().Undo(planned, f, At)).Then(Left("tx.rdUnit.county", "2025-03-01", "entryAnnulled", Row.ListRef, retroactive: true));
        standing.Given(left).When(f => new SideRungList().Undo(planned, f, At)).Throws("import.undo-changed");
        Assert.Equal<string?[]>([Code, Name, "tx.rdUnit.county", "2025-03-01", "2026-03-01"], Assert.Single(new SideRungList().Export(standing.Given(left).State, Shipped)));
    }

    /// <summary>One paper puts on the rung, a later one says when that ended: each is undone by itself.</summary>
    [Fact]
    public void a_list_that_told_only_the_end_is_undone_to_what_stood_before()
    {
        var ended = Row with { LeftOn = Day("2026-03-01"), ListRef = "桐科〔2026〕5号" };
        var left = AFirm.Given(Stands("tx.rdUnit.county", "2025-03-01", Row.ListRef), Left("tx.rdUnit.county", "2026-03-01", "listed", ended.ListRef, retroactive: true));
        var planned = new PlannedRow(2, Code) { FirmId = "f1", Rung = ended };
        var again = Stands("tx.rdUnit.county", "2026-03-01", Row.ListRef);
        left.When(f => new SideRungList().Undo(planned, f, At)).Then(again);
        Assert.Equal<string?[]>([Code, Name, "tx.rdUnit.county", "2025-03-01", ""], Assert.Single(new SideRungList().Export(left.Given(again).State, Shipped)));
        left.Given(Stands("tx.rdUnit.county", "2026-05-01", "x")).When(f => new SideRungList().Undo(planned, f, At)).Throws("import.undo-changed");
        left.When(f => (ended with { LeftOn = Day("2026-06-01") }).Decide(f, Shipped, Today, Today)).Throws("side-rung.left");
        left.When(f => (ended with { LeftOn = Day("2026-02-01") }).Decide(f, Shipped, Today, Today)).Then(Left("tx.rdUnit.county", "2026-02-01", "listed", ended.ListRef, retroactive: true));
    }

    [Fact]
    public void what_a_list_may_not_say_is_refused()
    {
        AFirm.When(f => (Row with { RungId = "jd.pool" }).Decide(f, Shipped, Today, Today)).Throws("side-rung.unknown");
        AFirm.When(f => (Row with { RungId = "cn.gradient.third" }).Decide(f, Shipped, Today, Today)).Throws("stage.follows-title");
        AFirm.When(f => (Row with { RungId = "tx.incubator.county" }).Decide(f, Shipped, Today, Today)).Throws("side-rung.other-holder");
        ACarrier.When(f => Row.Decide(f, Shipped, Today, Today)).Throws("side-rung.other-holder");
        AFirm.When(f => (Row with { EnteredOn = Today.AddDays(1) }).Decide(f, Shipped, Today, Today)).Throws("stage.in-future");
        AFirm.Given(Stands("tx.rdUnit.county", "2025-01-01", "x")).When(f => Row.Decide(f, Shipped, Today, Today)).Throws("side-rung.held");
    }

    [Fact]
    public void discovery_asks_each_organisation_about_its_own_ladders_and_each_rung_once()
    {
        RuleBook[] books = [Books.Jiading(), Books.Tongxiang()];
        string[] Asked(Firm firm) => [.. Standing.Of(firm, [], books, Today).Select(s => s.StageId)];
        var firm = Asked(new Firm().Fold([Registered, Entered("cn.gradient.second", "2024-07-01", "r1")]));
        Assert.Equal(["cn.gradient.third"], firm.Where(id => id.StartsWith("cn.", StringComparison.Ordinal)));
        Assert.Equal(["tx.rdUnit.county", "tx.rdUnit.city", "tx.rdUnit.province"], firm.Where(id => id.StartsWith("tx.rdUnit", StringComparison.Ordinal)));
        Assert.Contains("jd.hnte", firm);
        Assert.DoesNotContain(firm, id => id.StartsWith("tx.incubator", StringComparison.Ordinal));
        Assert.Equal(["tx.incubator.county", "tx.incubator.city", "tx.incubator.province", "tx.incubator.accelerator"], Asked(ACarrier.State));
    }

    [Fact]
    public void a_case_is_for_an_organisation_of_the_rungs_kind()
    {
        var book = Books.Tongxiang();
        foreach (var (stage, firm) in new[] { ("tx.incubator.county", AFirm.State), ("tx.rdUnit.county", ACarrier.State), ("tx.pool", ACarrier.State) })
            Assert.Equal("case.other-holder", Assert.Throws<RuleBroken>(() => SubmitCase.RequireFor(book.Stage(stage), firm, book, Today)).Code);
        SubmitCase.RequireFor(book.Stage("tx.incubator.county"), ACarrier.State, book, Today);
        Assert.Equal(
            "programme.no-rule-open", Assert.Throws<RuleBroken>(() => SubmitCase.RequireFor(book.Stage("cn.gradient.third"), AFirm.State, book, Day("2022-01-01"))).Code);
    }
}
