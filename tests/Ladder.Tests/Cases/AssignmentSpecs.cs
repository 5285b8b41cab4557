using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

public sealed class AssignmentSpecs
{
    private static readonly CaseAssigned Li = new(Number, "li", At("2026-09-21"), "li");

    [Fact]
    public void a_case_worker_takes_a_case_for_himself_and_gives_none_to_others()
    {
        Accepted.When(c => AssignCase.Decide(new(), c, "li", false, At("2026-09-21"))).Then(Li);
        Accepted.Given(Li).When(c => AssignCase.Decide(new(), c, "li", false, At("2026-09-22"))).ThenNothing();
        Accepted.When(c => AssignCase.Decide(new("wu"), c, "li", false, At("2026-09-21"))).Throws("case.assign-others");
    }

    [Fact]
    public void who_has_a_case_keeps_it_until_a_supervisor_passes_it_on_with_a_reason()
    {
        var taken = Accepted.Given(Li);
        taken.When(c => AssignCase.Decide(new(null, "我来"), c, "wu", false, At("2026-09-22"))).Throws("case.assigned");
        taken.When(c => AssignCase.Decide(new("wu"), c, "chen", true, At("2026-09-22"))).Throws("case.assigned");
        taken.When(c => AssignCase.Decide(new("wu", "休假"), c, "chen", true, At("2026-09-22")))
            .Then(new CaseAssigned(Number, "wu", At("2026-09-22"), "chen", "li", "休假"));
    }

    [Fact]
    public void what_somebody_has_is_worked_on_by_that_person_or_a_supervisor()
    {
        static Person Who(string name, params string[] roles) => new(name, name, roles, [], null, null);
        var taken = Accepted.Given(Li).State;
        Holder.Require(taken, Who("li", Roles.CaseWorker));
        Holder.Require(taken, Who("chen", Roles.CaseWorker, Roles.Supervisor));
        Holder.Require(Accepted.State, Who("wu", Roles.CaseWorker));
        Assert.Equal("case.held-by-another", Assert.Throws<RuleBroken>(() => Holder.Require(taken, Who("wu", Roles.CaseWorker))).Code);
    }

    [Fact]
    public void nobody_takes_what_is_done() =>
        Accepted.Given(new CaseWithdrawn(Number, WithdrawalReason.ByFirm, Day("2026-09-21"), "wang"))
            .When(c => AssignCase.Decide(new(), c, "li", false, At("2026-09-22"))).Throws("case.not-open");

    [Fact]
    public void a_promise_that_is_still_to_be_checked_is_somebodys_work_after_the_decision() =>
        Accepted.Given(Promised, new CaseDecided(Number, Code, CaseDecision.Recommend, Day("2026-09-20"), "chen", "第一批", null, "wu"))
            .When(c => AssignCase.Decide(new(), c, "li", false, At("2026-09-21"))).Then(Li);

    [Fact]
    public void the_one_with_the_fewest_open_cases_comes_first()
    {
        Assert.Equal(["wu", "li", "sun"], AssignByLoad.Order(["li", "wu", "sun"], ["li", "sun", "li", "sun", "wu"]));
        Assert.Equal(["li", "wu"], AssignByLoad.Order(["li", "wu"], []));
        Assert.Equal("case.people-missing", Assert.Throws<RuleBroken>(() => AssignByLoad.Order([], [])).Code);
        Assert.Equal("case.people-missing", Assert.Throws<RuleBroken>(() => AssignByLoad.Order(["li", "li"], [])).Code);
    }
}
