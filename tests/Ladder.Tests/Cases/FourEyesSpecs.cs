using Cultivation.Criteria;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Restructurings;
using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

public sealed class FourEyesSpecs
{
    private static readonly Firm Jia = new Firm().Fold(Registered);
    private static readonly ProposeDecision Positive = new(CaseDecision.Recommend, "第一批");
    private static readonly DecisionProposed Proposed = new(Number, Code, CaseDecision.Recommend, Day("2026-09-28"), "li", "第一批", null);
    private static readonly ActRefused Refused = new(Number, "li", "decision", "case.same-person", At("2026-09-29"));

    private static Spec<Case> Waiting => Accepted.Given(Found(Result.Met).Evaluated, Proposed);

    [Fact]
    public void a_proposal_decides_nothing() =>
        Accepted.When(c => ProposeDecision.Decide(Positive, c, Jia, Found(Result.Met), "li", Day("2026-09-28"))).Then(Found(Result.Met).Evaluated, Proposed);

    [Fact]
    public void another_person_approves_and_the_firm_enters_the_stage()
    {
        Waiting.When(c => DecideCase.Decide(c, Jia, Found(Result.Met), "chen", Day("2026-09-29")).ToCase).Then(
            Found(Result.Met).Evaluated, new CaseDecided(Number, Code, CaseDecision.Recommend, Day("2026-09-29"), "chen", "第一批", null, "li"));
        Waiting.When(c => DecideCase.Decide(c, Jia, Found(Result.Met), "chen", Day("2026-09-29")).ToFirm).Then(
            new PoolAdmitted("jd.pool", Code, Day("2026-09-29"), null, "第一批", Number, "chen"),
            Entered("jd.pool", "2026-09-29", Number, StageBasis.DistrictDecision));
    }

    [Fact]
    public void who_proposed_neither_approves_nor_sends_back_and_the_attempt_stays_on_record_once()
    {
        Waiting.When(c => DecideCase.Decide(c, Jia, Found(Result.Met), "li", Day("2026-09-29")).ToCase).Throws("case.same-person");
        Waiting.When(c => ReturnProposal.Decide(new("x"), c, "li", Day("2026-09-29"))).Throws("case.same-person");
        Waiting.When(c => Refusals.Decide(c, "li", "decision", "case.same-person", At("2026-09-29"))).Then(Refused);
        Waiting.Given(Refused).When(c => Refusals.Decide(c, "li", "decision", "case.same-person", At("2026-09-30"))).ThenNothing();
        Waiting.Given(Refused, Found(Result.Met).Evaluated, Proposed)
            .When(c => Refusals.Decide(c, "li", "decision", "case.same-person", At("2026-09-29"))).Then(Refused);
    }

    [Fact]
    public void a_proposal_that_rests_on_other_answers_is_not_approved()
    {
        var broken = Waiting.When(c => DecideCase.Decide(c, Jia, Found(Result.Unmet), "chen", Day("2026-09-29")).ToCase).Throws("case.proposal-outdated");
        Assert.Contains("jd.pool.1", $"{System.Text.Json.JsonSerializer.Serialize(broken.Details)}", StringComparison.Ordinal);
        Waiting.When(c => DecideCase.Decide(c, Jia, Found(Result.Met) with { NotAsked = ["jd.pool.1"] }, "chen", Day("2026-09-29")).ToCase)
            .Throws("case.proposal-outdated");
    }

    [Fact]
    public void a_proposal_is_replaced_by_who_made_it_and_by_another_after_it_was_sent_back()
    {
        var returned = new ProposalReturned(Number, "说明不清", Day("2026-09-29"), "chen");
        Waiting.When(c => ProposeDecision.Decide(Positive, c, Jia, Found(Result.Met), "li", Day("2026-09-28"))).Then(Found(Result.Met).Evaluated, Proposed);
        Waiting.When(c => ProposeDecision.Decide(Positive, c, Jia, Found(Result.Met), "wu", Day("2026-09-28"))).Throws("case.proposal-open");
        Waiting.When(c => ReturnProposal.Decide(new("说明不清"), c, "chen", Day("2026-09-29"))).Then(returned);
        Waiting.Given(returned).When(c => ProposeDecision.Decide(Positive, c, Jia, Found(Result.Met), "wu", Day("2026-09-28")))
            .Then(Found(Result.Met).Evaluated, Proposed with { ProposedBy = "wu" });
        Waiting.Given(returned).When(c => DecideCase.Decide(c, Jia, Found(Result.Met), "chen", Day("2026-09-29")).ToCase).Throws("case.not-proposed");
    }

    /// <summary>A case that was left open is no way in for a firm that left.</summary>
    [Fact]
    public void a_firm_that_is_gone_is_let_in_nowhere_and_its_case_can_be_refused()
    {
        var merged = new EnterpriseRestructured("m1", RestructuringKind.Merger, [Code, "91310114YYYY00013C"], ["91310114YYYY00013C"], Day("2026-09-20"), null, "合并协议", Day("2026-12-20"));
        object[] gone =
        [
            new EnterpriseDeregistered(Code, Name, Day("2026-09-20"), "注销"),
            new DistrictCustodyTransferred(Code, Name, "310114", "310106", Day("2026-09-20"), true, "移交单1", []), merged,
        ];
        foreach (var firm in gone.Select(Jia.Fold))
        {
            Waiting.When(c => DecideCase.Decide(c, firm, Found(Result.Met), "chen", Day("2026-09-29")).ToFirm).Throws("firm.gone");
            Accepted.When(c => ProposeDecision.Decide(Positive, c, firm, Found(Result.Met), "li", Day("2026-09-28"))).Throws("firm.gone");
            Filed.When(c => AcceptCase.Decide(new(), c, firm, Found(Result.Met).Stage, Promise([]), () => Papers, () => Check, GivenCase.Version, Day("2026-09-28"), Notices)).Throws("firm.gone");
            Accepted.When(c => ProposeDecision.Decide(new(CaseDecision.NotRecommend, "第一批", "已迁出"), c, firm, Found(Result.Met), "li", Day("2026-09-28"))).Then(
                Found(Result.Met).Evaluated, Proposed with { Decision = CaseDecision.NotRecommend, Note = "已迁出" });
        }
        // Of a merger the firm that goes on can be let in.
        var taking = Jia.Fold((object)(merged with { ToUscc = [Code] }));
        Waiting.When(c => DecideCase.Decide(c, taking, Found(Result.Met), "chen", Day("2026-09-29")).ToFirm.Length).Then(2);
    }

    [Fact]
    public void papers_that_are_asked_for_hold_a_proposal_back() =>
        Waiting.Given(Asked("2026-09-28", "2026-10-12"))
            .When(c => DecideCase.Decide(c, Jia, Found(Result.Met), "chen", Day("2026-09-29")).ToCase).Throws("case.supplement-open");

    [Fact]
    public void a_firm_is_told_what_is_decided_and_not_what_is_proposed()
    {
        var page = CasePage.Of(new Case().Fold(Found(Result.Met).Evaluated).Fold(Proposed), Day("2026-09-28"));
        var firm = new Person("wang", "wang", [Roles.Firm], [], null, "f1");
        Assert.Equal(("li", "met"), (page.Proposal!.By, page.Evaluation!.Result));
        Assert.Equal((null, null, null), (page.For(firm).Proposal, page.For(firm).Evaluation, page.For(firm).ProposedBy));
    }

    /// <summary>Subtlety 25: what rested on a title is marked once, by the evaluation that the decision used.</summary>
    [Fact]
    public void of_a_proposal_and_its_approval_the_later_evaluation_counts()
    {
        var (proposed, approved) = (Found(Result.Met).Evaluated, Found(Result.Met).Evaluated with { FactsAsOf = At("2026-09-29") });
        var decided = new CaseDecided(Number, Code, CaseDecision.Recommend, Day("2026-09-29"), "chen", "第一批", null, "li");
        Assert.Equal([(approved, Day("2026-09-29"))], Reliances.Used([proposed, Proposed, approved, decided]));
        Assert.Equal([(proposed, null)], Reliances.Used([proposed, Proposed]));
        Assert.Equal([(approved, (DateOnly?)Day("2026-09-29")), (proposed, null)], Reliances.Used([proposed, approved, decided, proposed]));
    }
}
