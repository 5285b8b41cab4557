using Cultivation.Criteria;
using Cultivation.Ladder.Groups;
using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

/// <summary>Subtlety 18: a conflict is per person, is found by data as well as by word, and counts at the time of each act.</summary>
public sealed class ConflictSpecs
{
    private const string Parent = "91310114YYYY000206";

    private static readonly Firm Jia = new Firm().Fold(Registered);
    private static readonly ConflictDeclared Declared = new(Number, "li", Code, ConflictKind.Equity, Day("2026-09-21"), ConflictSource.Self, "li");

    private static PersonTie Tie(ConflictKind kind, string code = Code, string? to = null) => new("t", "li", code, kind, Day("2020-01-01"), to is null ? null : Day(to));

    [Fact]
    public void a_tie_counts_while_it_lasts_and_a_former_employment_for_five_years()
    {
        Assert.Equal(ConflictKind.MentorOfFirm, Conflicts.Of(Jia, [Tie(ConflictKind.MentorOfFirm)], Today));
        Assert.Null(Conflicts.Of(Jia, [Tie(ConflictKind.MentorOfFirm, to: "2026-11-22")], Today));
        Assert.Equal(ConflictKind.Employment5y, Conflicts.Of(Jia, [Tie(ConflictKind.Employment5y, to: "2021-11-23")], Today));
        Assert.Null(Conflicts.Of(Jia, [Tie(ConflictKind.Employment5y, to: "2021-11-22")], Today));
        Assert.Null(Conflicts.Of(Jia, [Tie(ConflictKind.Lender, Parent)], Today));
    }

    [Fact]
    public void a_tie_with_a_firm_of_the_group_is_one_with_the_firm()
    {
        var controlled = Jia.Fold(new ControlRelationRecorded("c1", Parent, Code, 51.5m, null, Day("2024-01-01"), Day("2026-12-01"), "公示系统"));
        Assert.Equal(ConflictKind.Lender, Conflicts.Of(controlled, [Tie(ConflictKind.Lender, Parent)], Today));
        Assert.Null(Conflicts.Of(controlled, [Tie(ConflictKind.Lender, Parent)], Day("2026-12-01")));
    }

    [Fact]
    public void a_conflict_is_declared_once_by_the_person_or_a_supervisor()
    {
        Accepted.When(c => DeclareConflict.Decide(new(ConflictKind.Equity), c, "li", false, At("2026-09-21"))).Then(Declared);
        Accepted.Given(Declared).When(c => DeclareConflict.Decide(new(ConflictKind.Equity), c, "li", false, At("2026-09-22"))).ThenNothing();
        Accepted.When(c => DeclareConflict.Decide(new(ConflictKind.Equity, "li"), c, "wu", false, At("2026-09-21"))).Throws("case.conflict-of-others");
        Accepted.When(c => DeclareConflict.Decide(new(ConflictKind.Equity, "li"), c, "chen", true, At("2026-09-21")))
            .Then(Declared with { Source = ConflictSource.Complaint, By = "chen" });
    }

    [Fact]
    public void what_a_person_with_a_conflict_proposed_is_no_longer_there_to_approve() =>
        Accepted.Given(Found(Result.Met).Evaluated, new DecisionProposed(Number, Code, CaseDecision.Recommend, Day("2026-09-21"), "li", "第一批", null), Declared)
            .When(c => ReturnProposal.ToJudge(c, "chen")).Throws("case.not-proposed");

    [Fact]
    [Trait("subtlety", "18")]
    public void what_only_data_showed_is_recorded_with_the_refusal()
    {
        var refused = new ActRefused(Number, "li", "acceptance", "case.conflict", At("2026-09-21"));
        Accepted.When(c => Refusals.Decide(c, "li", "acceptance", "case.conflict", At("2026-09-21"), ConflictKind.Equity))
            .Then(Declared with { Source = ConflictSource.Data }, refused);
        Accepted.Given(Declared).When(c => Refusals.Decide(c, "li", "acceptance", "case.conflict", At("2026-09-21"), ConflictKind.Equity)).Then(refused);
    }

    [Fact]
    public void a_tie_is_recorded_by_the_person_or_a_supervisor()
    {
        Assert.Equal(
            new("li/91310114YYYY00012B/lender", "li", Code, ConflictKind.Lender, Today), RecordTie.Decide(new(Code, ConflictKind.Lender, Today), "li", "li", false));
        Assert.Equal("tie.of-others", Assert.Throws<RuleBroken>(() => RecordTie.Decide(new(Code, ConflictKind.Lender, Today), "li", "wu", false)).Code);
        Assert.Equal("tie.days", Assert.Throws<RuleBroken>(() => RecordTie.Decide(new(Code, ConflictKind.Lender, Today, Today), "li", "li", false)).Code);
    }
}
