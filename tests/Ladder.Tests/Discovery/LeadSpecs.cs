using Cultivation.Criteria;
using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Discovery;

namespace Cultivation.Ladder.Tests.Discovery;

public sealed class LeadSpecs
{
    private static readonly LeadDiscovered Found = new("l1", "f1", Given.Code, "jd.pool", LeadChannel.Town, "li", null, null, [], Given.Today, new("镇里推荐", "Named by the town"));

    private static Lead Lead(params object[] happened) => happened.Prepend(Found).Aggregate(new Lead(), (lead, e) => lead.Fold(e));

    private static Firm Firm(params object[] happened) => new Firm().Fold([Given.Registered, .. happened]);

    private static readonly RaiseLead Raise = new("f1", "jd.pool", LeadChannel.Town, "镇里推荐", "Named by the town");

    [Fact]
    public void a_firm_that_somebody_names_is_a_lead() =>
        Assert.Equivalent(Found, RaiseLead.Decide(Raise, Firm(), null, "l1", "li", Given.Today), strict: true);

    [Fact]
    public void a_firm_has_one_lead_for_a_stage_at_a_time()
    {
        Refused("lead.already-open", () => RaiseLead.Decide(Raise, Firm(), new("f1/jd.pool", "l0"), "l1", "li", Given.Today));
        Assert.Equal("l1", RaiseLead.Decide(Raise, Firm(), new("f1/jd.pool", "l0", Given.Today), "l1", "li", Given.Today).LeadId);
    }

    [Fact]
    public void a_stage_that_is_held_needs_no_lead() => Refused(
        "lead.stage-held", () => RaiseLead.Decide(Raise, Firm(Given.Entered("jd.pool", "2025-01-01", "c1")), null, "l1", "li", Given.Today));

    [Fact]
    public void a_screen_is_no_hand() => Refused("lead.channel-screen", () => RaiseLead.Decide(Raise with { Channel = LeadChannel.Screen }, Firm(), null, "l1", "li", Given.Today));

    [Fact]
    public void it_goes_from_queue_to_queue()
    {
        var taken = Assert.Single(TakeLead.Decide(Lead(), "li", Given.Today));
        Assert.Equal(new LeadTaken("l1", "li", Given.Today), taken);
        Assert.Empty(TakeLead.Decide(Lead(taken), "li", Given.Today));
        Assert.Equal(new LeadTaken("l1", "wang", Given.Today), Assert.Single(TakeLead.Decide(Lead(taken), "wang", Given.Today)));

        var filed = new Case().Fold(new CaseSubmitted("2026-000001", "jd.pool", Given.Code, "f1", "jiading-six-stage", CaseChannel.Online, Given.Now));
        var handed = Assert.Single(new HandOverLead("2026-000001") is var command ? HandOverLead.Decide(command, Lead(taken), filed, "li", Given.Today) : []);
        Assert.Equal(new LeadHandedOver("l1", "2026-000001", "li", Given.Today), handed);
        Assert.Equal(LeadQueue.Recommended, Lead(taken, handed).Queue);
        Refused("lead.not-waiting", () => TakeLead.Decide(Lead(taken, handed), "li", Given.Today));
    }

    [Fact]
    public void it_is_handed_over_to_a_case_of_its_own_firm_and_stage_only()
    {
        var other = new Case().Fold(new CaseSubmitted("2026-000002", "jd.hnte", Given.Code, "f1", "jiading-six-stage", CaseChannel.Online, Given.Now));
        Refused("lead.other-case", () => HandOverLead.Decide(new("2026-000002"), Lead(), other, "li", Given.Today));
        Refused("case.unknown", () => HandOverLead.Decide(new("2026-000009"), Lead(), null, "li", Given.Today));
    }

    [Fact]
    public void a_dismissal_is_undone_unless_another_lead_took_its_place()
    {
        var dismissed = Assert.Single(DismissLead.Decide(new(LeadEnd.WrongFigures), Lead(), "li", Given.Today));
        Assert.Equal(new LeadDismissed("l1", LeadEnd.WrongFigures, "li", Given.Today), dismissed);
        Assert.Empty(DismissLead.Decide(new(LeadEnd.WrongFigures), Lead(dismissed), "li", Given.Today));
        Assert.Equal(new LeadReopened("l1", "li", Given.Today), Assert.Single(ReopenLead.Decide(Lead(dismissed), new("f1/jd.pool", "l1", Given.Today), "li", Given.Today)));
        Refused("lead.already-open", () => ReopenLead.Decide(Lead(dismissed), new("f1/jd.pool", "l2"), "li", Given.Today));
        Assert.Empty(ReopenLead.Decide(Lead(), null, "li", Given.Today));
    }

    [Fact]
    public void a_screen_gives_its_reasons_and_leaves_a_firm_alone_after_a_dismissal()
    {
        var screen = new Screen().Fold(new ScreenSaved("s1", "培育", "jd.pool", 1, null, null, null, null, "li"));
        RoadmapItem lack = new("jd.pool.3", Result.Unmet, Reach.Grow, new("研发占比低1个百分点", "R&D share 1 point short"), 0.01m, "ratio", null, null, null, null);
        NearFirm near = new("f1", Given.Code, Given.Name, null, "unmet", 1, 0, [lack], "jiading-six-stage/1", Given.Today);
        Assert.Equivalent(
            new LeadDiscovered("l1", "f1", Given.Code, "jd.pool", LeadChannel.Screen, "s1", 1, 0, [lack.Text], Given.Today),
            ApplyScreen.Decide(screen, near, null, null, "l1", Given.Today), strict: true);
        CriterionMet[] met = [new("s.1", new("销售收入超过3000万元", "Sales above 30 million"), 49_000_000.5m, "CNY", null), new("s.2", new("在安亭", "In Anting"), null, null, "安亭镇")];
        Assert.Equal(met, ApplyScreen.Decide(screen, near, met, null, "l1", Given.Today)!.Met);
        Assert.Equal(["Meets the screen: Sales above 30 million (49000000.5 CNY)", "Meets the screen: In Anting (安亭镇)"], met.Select(m => m.Said().En));
        Assert.Null(ApplyScreen.Decide(screen, near, null, new("f1/jd.pool", "l0"), "l1", Given.Today));
        Assert.Null(ApplyScreen.Decide(screen, near, null, new("f1/jd.pool", "l0", Given.Today.AddDays(-89)), "l1", Given.Today));
        Assert.NotNull(ApplyScreen.Decide(screen, near, null, new("f1/jd.pool", "l0", Given.Today.AddDays(-90)), "l1", Given.Today));
        Assert.Equal("Meets every condition that data can answer", ApplyScreen.Decide(screen, near with { Lacks = [] }, null, null, "l1", Given.Today)!.Reasons[0].En);
    }

    private static void Refused(string code, Func<object?> decide) => Assert.Equal(code, Assert.Throws<RuleBroken>(() => decide()).Code);
}
