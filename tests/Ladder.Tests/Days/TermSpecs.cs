using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Days;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Teams;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Days;

public sealed class TermSpecs
{
    private static readonly Spec<Firm> Member = AFirm.Given(
        new PoolAdmitted("jd.pool", Code, Day("2023-11-21"), Day("2026-11-20"), "2023年第一批", "2023-0001", "chen"),
        Entered("jd.pool", "2023-11-21", "2023-0001", StageBasis.DistrictDecision));

    private static readonly Spec<Firm> ATeam = new Spec<Firm>(new Firm(), (firm, happened) => firm.Fold(happened)).Given(
        new TeamRegistered("t1", "智能传感项目", "p1", ["p2"], "carrier-1", "智能", Day("2025-11-21"), "载体报告"),
        new StageEntered("t1", "智能传感项目", "jd.team", StageBasis.DistrictDecision, "2025-0001", Day("2025-11-21"), Rule));

    private static Rungs Terms(bool line = true, params string[] toConfirm) => new([new("jiading-six-stage", "2026.11", Day("2019-02-18"),
    [
        new("jd.team", 1, "科技创业团队", "Tech start-up team", [], [], [], Term: new(12, 1, toConfirm)),
        new("jd.startup", 2, "初创期科技型企业", "Early-stage tech firm", [], [], []),
        new("jd.pool", 3, "高新技术培育企业", "Firm to become high-tech", [], [new("termEnded", "jd.startup", line)], [], "jd.hnte", new(36, 1, toConfirm), true),
        new("jd.excellent", 6, "卓越创新企业", "Outstanding innovator", [], [], [], Term: new(24, 0, toConfirm)),
    ])]);

    [Fact]
    public void a_time_in_the_pool_ends_with_its_last_day() => Member
        .When(f => EndTerms.Decide(f, "jd.pool", Terms(), Day("2026-11-20"), Day("2026-11-21"))).Then(
            new PoolExited("jd.pool", Code, Day("2026-11-21"), PoolExitReason.TermEnded, Day("2026-11-21")),
            Left("jd.pool", "2026-11-21", "termEnded", "2023-0001", to: "jd.startup"),
            Entered("jd.startup", "2026-11-21", "2023-0001", StageBasis.Derived));

    [Fact]
    public void on_its_last_day_it_runs() => Member.When(f => EndTerms.Decide(f, "jd.pool", Terms(), Day("2026-11-19"), Today)).ThenNothing();

    /// <summary>A day that was closed late ends what was over before, on its own day.</summary>
    [Fact]
    public void what_is_closed_late_ends_on_its_own_day() => Member
        .When(f => EndTerms.Decide(f, "jd.pool", Terms(), Day("2026-12-01"), Day("2026-12-02")).Take(1))
        .Then(new PoolExited("jd.pool", Code, Day("2026-11-21"), PoolExitReason.TermEnded, Day("2026-11-21")));

    [Fact]
    public void an_assumed_figure_or_line_ends_nothing()
    {
        Member.When(f => EndTerms.Decide(f, "jd.pool", Terms(line: false), Today, Today)).ThenNothing();
        Member.When(f => EndTerms.Decide(f, "jd.pool", Terms(true, "jd.pool.validity"), Today, Today)).ThenNothing();
        ATeam.When(f => EndTerms.Decide(f, "jd.team", Terms(true, "jd.team.validity"), Today, Today)).ThenNothing();
    }

    [Fact]
    public void a_team_leaves_its_stage_when_its_months_are_over_and_may_be_renewed_before()
    {
        ATeam.When(f => EndTerms.Decide(f, "jd.team", Terms(), Day("2026-11-20"), Day("2026-11-21")))
            .Then(new StageLeft("t1", "智能传感项目", "jd.team", "termEnded", "2025-0001", Day("2026-11-21"), false, null));
        ATeam.Given(new TeamTermRenewed("t1", "jd.team", 1, Day("2027-11-20"), "报告", Day("2026-11-01"), Rule))
            .When(f => EndTerms.Decide(f, "jd.team", Terms(), Day("2026-11-20"), Today)).ThenNothing();
    }

    [Fact]
    public void a_designation_ends_after_its_years() => AFirm.Given(Entered("jd.excellent", "2024-11-21", "2024-0009", StageBasis.DistrictDecision))
        .When(f => EndTerms.Decide(f, "jd.excellent", Terms(), Day("2026-11-20"), Day("2026-11-21")))
        .Then(Left("jd.excellent", "2026-11-21", "termEnded", "2024-0009"));

    [Fact]
    public void who_left_before_or_never_came_has_no_end()
    {
        Member.Given(Left("jd.pool", "2026-05-01", "graduated", "r1", to: "jd.hnte")).When(f => EndTerms.Decide(f, "jd.pool", Terms(), Today, Today)).ThenNothing();
        AFirm.When(f => EndTerms.Decide(f, "jd.pool", Terms(), Today, Today)).ThenNothing();
    }
}
