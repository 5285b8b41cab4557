using Cultivation.Ladder.Agreements;
using Cultivation.Ladder.Moves;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Moves;

public sealed class MoveSpecs
{
    private static readonly RegistrationMoved Moved = new(Code, Name, "310114", "310106", MoveKind.Whole, Day("2026-09-01"), false, null, "市场监管局");
    private static readonly DistrictCustodyTransferred Given1 = new(Code, Name, "310114", "310106", Day("2026-10-01"), true, "移交单1", ["走访约定"]);
    private static readonly Spec<Firm> Holder = AFirm.Given(Granted("r1", "2023-11-15", "2026-11-30"), Entered("jd.hnte", "2023-11-15", "r1"));

    private static readonly Case Promising = Cases.GivenCase.Accepted.Given(Cases.GivenCase.Promised).State;

    private static AgreementSigned Signed(string project) =>
        new(project, Code, Name, "r1", "cn.hnte", Day("2025-07-01"), Day("2025-07-01"), Day("2027-06-30"), "合同");

    private static MoveRegistration Move(string to, MoveKind kind = MoveKind.Whole, string on = "2026-09-01") => new(to, kind, Day(on), "市场监管局");

    private static TransferCustody HandOver(string to = "310106", string on = "2026-10-01") => new(to, Day(on), "移交单1", ["走访约定"]);

    /// <summary>Subtlety 10: two districts of one city have one recognising body.</summary>
    [Fact]
    public void a_move_inside_a_city_stays_under_one_recognising_body() => AFirm.When(f => MoveRegistration.Decide(Move("310106"), f, Today)).Then(Moved);

    [Theory]
    [InlineData("310114", "330483", false)]
    [InlineData("330483", "330203", false)] // Ningbo, inside Zhejiang, recognises by itself
    [InlineData("310114", "310106", true)]
    public void recognising_bodies_are_provinces_and_listed_cities(string one, string other, bool same) => Assert.Equal(same, RecognisingBody.Same(one, other));

    [Fact]
    public void the_same_move_again_is_no_event() => AFirm.Given(Moved).When(f => MoveRegistration.Decide(Move("310106"), f, Today)).ThenNothing();

    [Fact]
    public void moves_that_cannot_be_are_refused()
    {
        AFirm.When(f => MoveRegistration.Decide(Move("310114"), f, Today)).Throws("move.nowhere");
        AFirm.When(f => MoveRegistration.Decide(Move("31010"), f, Today)).Throws("firm.division-malformed");
        AFirm.When(f => MoveRegistration.Decide(Move("310106") with { EffectiveOn = Today.AddDays(1) }, f, Today)).Throws("move.in-future");
        AFirm.Given(Moved).When(f => MoveRegistration.Decide(Move("310115", on: "2026-08-01"), f, Today)).Throws("move.before-last");
    }

    /// <summary>Subtlety 11: digits 3 to 8 of the code stay with the first registry; the place is another matter.</summary>
    [Fact]
    [Trait("subtlety", "11")]
    public void the_credit_code_does_not_follow_a_move()
    {
        var firm = new Firm().Fold([Registered, Moved]);
        Assert.Equal((Code, "310106", "310114"), (firm.CreditCode, firm.DivisionOn(Day("2026-09-01")), firm.DivisionOn(Day("2026-08-31"))));
    }

    /// <summary>Subtlety 10: a part move is not a move.</summary>
    [Fact]
    [Trait("subtlety", "10")]
    public void a_part_move_moves_nobody()
    {
        var part = Moved with { MoveKind = MoveKind.Part };
        Assert.Equal("310114", new Firm().Fold([Registered, part]).DivisionOn(Today));
        AFirm.Given(part).When(f => TransferCustody.Decide(HandOver(), f, "310114", [], [], Today)).Throws("move.not-moved-there");
    }

    /// <summary>Subtlety 10: custody changes on a day, open duties are handed over, and the stages here end with that day.</summary>
    [Fact]
    [Trait("subtlety", "10")]
    public void custody_is_handed_over_on_a_day_with_what_is_open() => Holder
        .Given(
            new EnterpriseRenamed(Code, Name, Name, Day("2026-08-01"), Day("2026-11-01"), "x"), Moved, Signed("XJR-1"), Signed("XJR-0"),
            new AgreementConcluded(Code, "XJR-0", AgreementOutcome.Passed, Day("2026-01-05"), "沪科验1号"))
        .When(f => TransferCustody.Decide(HandOver(), f, "310114", ["2026-000001"], [Promising], Today))
        .Then(
            Given1 with
            {
                OpenObligations =
                [
                    "case 2026-000001", "commitment 2026-000001 signed 2026-09-18 check due 2026-11-17", "changeReport renamed 2026-08-01 due 2026-11-01", "annualReport r1 2023 due 2024-05-31",
                    "annualReport r1 2024 due 2025-05-31", "annualReport r1 2025 due 2026-05-31", "agreement XJR-1 until 2027-06-30", "走访约定",
                ],
            },
            Left("jd.hnte", "2026-10-01", "movedOut", "移交单1", retroactive: true));

    [Fact]
    public void handovers_that_cannot_be_are_refused()
    {
        AFirm.Given(Moved).When(f => TransferCustody.Decide(HandOver("310115"), f, "310114", [], [], Today)).Throws("move.not-moved-there");
        AFirm.Given(Moved).When(f => TransferCustody.Decide(HandOver(), f, "310106", [], [], Today)).Throws("move.same-district");
        AFirm.Given(Moved).When(f => TransferCustody.Decide(HandOver(on: "2026-08-31"), f, "310114", [], [], Today)).Throws("move.custody-before-move");
        AFirm.Given(Moved).When(f => TransferCustody.Decide(HandOver() with { EffectiveOn = Today.AddDays(1) }, f, "310114", [], [], Today)).Throws("move.in-future");
        AFirm.Given(Moved, Given1).When(f => TransferCustody.Decide(HandOver(), f, "310114", [], [], Today)).ThenNothing();
        AFirm.Given(Moved, Given1).When(f => TransferCustody.Decide(HandOver(on: "2026-10-02"), f, "310114", [], [], Today)).Throws("firm.gone");
        AFirm.Given(Moved, Given1).When(f => MoveRegistration.Decide(Move("310115", on: "2026-10-05"), f, Today)).Throws("firm.gone");
    }

    /// <summary>What the day's end finds in the district that handed over: a title that is another's care brings no stage back.</summary>
    [Fact]
    public void the_title_brings_no_stage_back_where_the_firm_left() => Holder
        .Given(Moved, Given1, Left("jd.hnte", "2026-10-01", "movedOut", "移交单1", retroactive: true))
        .When(f => StageChanges.Of(f, Jiading(), Today)).ThenNothing();

    /// <summary>Subtlety 10: facts and titles come along under the same body; stages, pool and counts stay. The stage here begins with the custody.</summary>
    [Fact]
    public void the_receiving_district_opens_a_stream_with_where_it_came_from()
    {
        var figure = new AnnualFactSubmitted("fact-1", Code, 2025, "sales", "salesRevenue.hnte195", 1, "CNY", SourceKind.Audited, FactScope.LegalPerson, null);
        var admitted = new PoolAdmitted("jd.pool", Code, Day("2022-01-01"), null, "b", "2022-000001", "li");
        object[] log = [Registered, admitted, Granted("r1", "2023-11-15", "2026-11-30"), Entered("jd.hnte", "2023-11-15", "r1"), figure, Moved, Given1];
        var there = new Firm().Fold(log);
        new Spec<Firm>(there, (firm, happened) => firm.Fold(happened))
            .When(f => AcceptArrival.Decide(new("310114", "f1"), f, log, "310106", Jiading(), Today))
            .Then(
                Registered with { Source = "310114 移交单1", Town = null, CameFrom = new("310114", "f1", Day("2026-10-01"), "移交单1", ["走访约定"]) },
                Granted("r1", "2023-11-15", "2026-11-30"), figure, Moved, Entered("jd.hnte", "2026-10-01", "r1"));
    }

    /// <summary>Subtlety 10: what was recorded by mistake, taken back or given back there is so here.</summary>
    [Fact]
    public void what_was_taken_back_does_not_come_back_by_a_move()
    {
        var figure = new AnnualFactSubmitted("fact-1", Code, 2025, "sales", "salesRevenue.hnte195", 1, "CNY", SourceKind.Audited, FactScope.LegalPerson, null);
        object[] log =
        [
            Registered, figure, new AnnualFactAnnulled("fact-1", Code, 2025, "sales", 1, Today, "名单"),
            Granted("r1", "2023-11-15", "2026-11-30"), Revoked("r1", "2026-03-02", "2024-05-01"), Restored("r1", "2026-06-01", "2024-05-01", "2026-11-30"),
            Granted("r2", "2025-01-01", "2027-12-31", "GR2", "cn.techSme"), new RecognitionAnnulled("r2", Code, Name, "cn.techSme", Day("2025-01-01"), Today, "名单"), Moved, Given1,
        ];
        var arrived = new Firm().Fold(AcceptArrival.Decide(new("310114", "f1"), new Firm().Fold(log), log, "310106", Jiading(), Today));
        Assert.Empty(arrived.Facts);
        Assert.Equal([true, false], arrived.Recognitions.Select(r => r.ValidOn(Day("2026-11-01"))));
        Assert.True(StageHistory.Held(arrived.Stages, "jd.hnte", Today));
    }

    [Fact]
    public void only_what_was_handed_over_to_it_can_be_taken()
    {
        AFirm.Given(Moved, Given1).When(f => AcceptArrival.Decide(new("310114", "f1"), f, [], "310115", Jiading(), Today)).Throws("move.not-handed-over");
        AFirm.Given(Moved).When(f => AcceptArrival.Decide(new("310114", "f1"), f, [], "310106", Jiading(), Today)).Throws("move.not-handed-over");
    }

    /// <summary>Subtlety 11: 310108 (闸北) ended in 2015; codes with it are in use, and the place is 310106.</summary>
    [Theory]
    [InlineData("310108", "2015-11-03", "310108")]
    [InlineData("310108", "2015-11-04", "310106")]
    [InlineData("310106", "2026-01-01", "310106")]
    public void a_division_that_ended_has_another_code_from_its_day(string code, string asOf, string present) =>
        Assert.Equal(present, Zhabei.Present(code, Day(asOf)));

    [Fact]
    public void a_firm_of_a_division_that_ended_is_evaluated_where_that_division_is_now()
    {
        var firm = new Firm().Fold((object)(Registered with { RegisteredDivision = "310199" }));
        var book = Books.Jiading() with { Divisions = new() { Mapped = [new("310199", "310114", Day("2020-01-01"), "x")] } };
        var result = EvaluateStage.Leaves(EvaluateStage.Of(firm, book, "jd.startup", Today, [], []).Criteria).Single(c => c.Id == "jd.startup.1.a");
        Assert.Equal(Cultivation.Criteria.Result.Met, result.Result);
    }

    [Fact]
    public void a_division_is_mapped_once()
    {
        var none = new Spec<Divisions>(Divisions.None, (divisions, happened) => divisions.Fold(happened));
        var mapped = new DivisionCodeMapped("310108", "310106", Day("2015-11-04"), "国函〔2015〕181号");
        none.When(d => MapDivision.Decide(new("310108", "310106", Day("2015-11-04"), "国函〔2015〕181号"), d)).Then(mapped);
        none.Given(mapped).When(d => MapDivision.Decide(new("310108", "310106", Day("2015-11-04"), "x"), d)).ThenNothing();
        none.Given(mapped).When(d => MapDivision.Decide(new("310108", "310107", Day("2015-11-04"), "x"), d)).Throws("division.mapped");
        none.When(d => MapDivision.Decide(new("310108", "310108", Day("2015-11-04"), "x"), d)).Throws("division.itself");
    }

    private static readonly Divisions Zhabei = new() { Mapped = [new("310108", "310106", Day("2015-11-04"), "国函〔2015〕181号")] };
}
