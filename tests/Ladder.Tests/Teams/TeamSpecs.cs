using Cultivation.Ladder.Groups;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Teams;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Teams;

public sealed class TeamSpecs
{
    private static readonly TeamRegistered Team = new("t1", "智能传感项目", "person-1", ["person-2"], "carrier-1", null, Day("2025-06-01"), "载体报告");
    private static readonly Spec<Firm> ATeam = new Spec<Firm>(new Firm(), (firm, happened) => firm.Fold(happened)).Given(Team);
    private static readonly StageEntered OnStage = new("t1", "智能传感项目", "jd.team", StageBasis.DistrictDecision, "2025-000001", Day("2025-06-10"), Rule);
    private static readonly RegisterFirm Company = new(Code, Name, Day("2026-10-08"), "310114", "I6510", "有限责任公司", "市场监管局", "安亭镇");
    private static readonly EnterpriseRegistered Founded = Registered with { EstablishedOn = Day("2026-10-08"), FromTeamId = "t1" };

    private static Rungs Ladder(bool confirmed = true) => new([new("jiading-six-stage", "2026.11", Day("2019-02-18"),
    [
        new("jd.team", 1, "科技创业团队", "Team", [], [new("companyFounded", "jd.startup", confirmed)], [], null,
            new(12, 1, confirmed ? [] : ["jd.team.validity", "jd.team.renewal"])),
        new("jd.startup", 2, "初创期科技型企业", "Early-stage tech firm", [], [], []),
    ])]);

    /// <summary>Subtlety 21: a team has no credit code; people come first, as references.</summary>
    [Fact]
    public void a_team_is_registered_without_a_credit_code() => ATeam
        .When(_ => RegisterTeam.Decide(new("智能传感项目", "person-1", ["person-2"], "carrier-1", Day("2025-06-01"), "载体报告"), "t1", Today)).Then(Team);

    [Fact]
    public void members_are_named_once() => ATeam
        .When(_ => RegisterTeam.Decide(new("x", "person-1", ["person-1"], "carrier-1", Today, "x"), "t2", Today)).Throws("team.members");

    [Fact]
    public void a_team_of_tomorrow_is_refused() => ATeam
        .When(_ => RegisterTeam.Decide(new("x", "person-1", [], "carrier-1", Today.AddDays(1), "x"), "t2", Today)).Throws("team.in-future");

    [Fact]
    public void a_team_has_no_code_to_correct_no_registration_to_move_and_cannot_be_struck_off()
    {
        ATeam.When(f => RenameFirm.Decide(new("x", Today, "x"), f, Today)).Throws("team.no-code");
        ATeam.When(f => MoveRegistration.Decide(new("310106", MoveKind.Whole, Today, "x"), f, Today)).Throws("team.no-code");
        ATeam.When(f => RecordControl.Decide(new(Today, "x", Code), f, "c1", Today)).Throws("team.no-code");
        ATeam.When(f => CorrectCreditCode.Decide(new(Code, "x", Today), f, Today)).Throws("team.no-code");
        ATeam.When(f => DeregisterFirm.Decide(new(Today, "x"), f, Today)).Throws("team.no-code");
    }

    [Fact]
    public void its_members_change_from_a_day_on() => ATeam
        .When(f => ChangeTeam.Decide(new("person-1", ["person-3"], "carrier-2", Day("2026-01-05"), "载体报告"), f, Today))
        .Then(new TeamChanged("t1", "person-1", ["person-3"], "carrier-2", Day("2026-01-05"), "载体报告"));

    [Fact]
    public void the_same_members_again_are_no_event() =>
        ATeam.When(f => ChangeTeam.Decide(new("person-1", ["person-2"], "carrier-1", Day("2026-01-05"), "x"), f, Today)).ThenNothing();

    [Fact]
    public void a_change_before_the_last_one_is_refused() =>
        ATeam.When(f => ChangeTeam.Decide(new("person-1", [], "carrier-1", Day("2025-05-31"), "x"), f, Today)).Throws("team.before-last-change");

    /// <summary>Subtlety 21: a team becomes a firm in its own stream and keeps the link.</summary>
    [Fact]
    [Trait("subtlety", "21")]
    public void a_team_founds_its_firm_in_its_own_stream() => ATeam.Given(OnStage)
        .When(f => FoundFirm.Decide(Company, f, Ladder(), Today))
        .Then(
            Founded,
            new StageLeft(Code, Name, "jd.team", "companyFounded", "t1", Day("2026-10-08"), true, "jd.startup"),
            new StageEntered(Code, Name, "jd.startup", StageBasis.Derived, "t1", Day("2026-10-08"), Rule));

    [Fact]
    public void a_line_that_waits_for_its_confirmation_moves_nobody() =>
        ATeam.Given(OnStage).When(f => FoundFirm.Decide(Company, f, Ladder(confirmed: false), Today)).Then(Founded);

    [Fact]
    public void the_firm_keeps_the_history_of_its_team()
    {
        var firm = new Firm().Fold([Team, OnStage, Founded]);
        Assert.Equal((Code, Name, "t1", Day("2026-10-08")), (firm.CreditCode, firm.LegalName(), firm.Team!.Id, firm.Team.FoundedOn!.Value));
        Assert.True(StageHistory.Held(firm.Stages, "jd.team", Day("2025-06-10")));
    }

    [Fact]
    public void a_firm_is_founded_once() => ATeam.Given(Founded).When(f => FoundFirm.Decide(Company, f, Ladder(), Today)).Throws("team.over");

    [Fact]
    public void a_firm_that_began_as_one_is_no_team() => AFirm.When(f => RenewTeam.Decide(new("报告", Today), f, Ladder(), Today)).Throws("team.none");

    [Fact]
    public void the_term_is_renewed_by_the_programmes_months() => ATeam.Given(OnStage)
        .When(f => RenewTeam.Decide(new("报告", Day("2026-05-20")), f, Ladder(), Today))
        .Then(new TeamTermRenewed("t1", "jd.team", 1, Day("2027-06-09"), "报告", Day("2026-05-20"), Rule));

    [Fact]
    public void once_more_is_once() => ATeam.Given(OnStage, new TeamTermRenewed("t1", "jd.team", 1, Day("2027-06-09"), "报告", Day("2026-05-20"), Rule))
        .When(f => RenewTeam.Decide(new("报告2", Day("2026-06-20")), f, Ladder(), Today)).Throws("team.renewed-already");

    [Fact]
    public void a_term_that_is_over_is_not_renewed() => ATeam.Given(OnStage)
        .When(f => RenewTeam.Decide(new("报告", Day("2026-06-10")), f, Ladder(), Today)).Throws("team.term-over");

    [Fact]
    public void an_assumed_term_lengthens_nothing() => ATeam.Given(OnStage)
        .When(f => RenewTeam.Decide(new("报告", Day("2026-05-20")), f, Ladder(confirmed: false), Today)).Throws("criterion.not-confirmed");

    [Fact]
    public void without_a_stage_there_is_no_term() => ATeam.When(f => RenewTeam.Decide(new("报告", Today), f, Ladder(), Today)).Throws("team.no-term");

    [Fact]
    public void a_team_that_breaks_up_leaves_its_stage() => ATeam.Given(OnStage)
        .When(f => EndTeam.Decide(new(Day("2026-03-01"), TeamEnd.BrokeUp), f, Today))
        .Then(
            new TeamEnded("t1", Day("2026-03-01"), TeamEnd.BrokeUp),
            new StageLeft("t1", "智能传感项目", "jd.team", "teamEnded", "t1", Day("2026-03-01"), true, null));

    [Fact]
    public void its_members_are_counted_from_the_register() =>
        Assert.Equal(2, FirmFacts.Of(new Firm().Fold((object)Team), Today).Single(f => f.DefinitionId == "team.members").Value);
}
