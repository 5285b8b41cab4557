using Cultivation.Criteria;
using Cultivation.Ladder.Adverse;
using Cultivation.Ladder.Programmes;
using Cultivation.Ladder.Tests.Http;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Adverse;

public sealed class AdverseSpecs
{
    private static readonly AdverseRecordListed Breach = new(
        "a1", Code, Name, AdverseKind.Environment, Day("2025-09-01"), Day("2026-08-01"), AdverseSeverity.Major, "生态环境局");

    [Fact]
    public void what_happened_and_what_was_listed_have_days_of_their_own() => AFirm
        .When(f => ListAdverseRecord.Decide(new(AdverseKind.Environment, Day("2026-08-01"), AdverseSeverity.Major, "生态环境局", Day("2025-09-01")), f, "a1", Today))
        .Then(Breach);

    [Fact]
    public void the_same_record_again_is_no_event() => AFirm.Given(Breach)
        .When(f => ListAdverseRecord.Decide(new(AdverseKind.Environment, Day("2026-08-01"), AdverseSeverity.Major, "生态环境局", Day("2025-09-01")), f, "a2", Today))
        .ThenNothing();

    [Fact]
    public void days_must_fit()
    {
        AFirm.When(f => ListAdverseRecord.Decide(new(AdverseKind.Safety, Today.AddDays(1), AdverseSeverity.Major, "x"), f, "a1", Today)).Throws("adverse.listed-in-future");
        AFirm.When(f => ListAdverseRecord.Decide(new(AdverseKind.Safety, Today, AdverseSeverity.Major, "x", Today.AddDays(1)), f, "a1", Today)).Throws("adverse.happened-after-listing");
        AFirm.Given(Breach).When(f => RemoveAdverseRecord.Decide(new(Day("2026-07-31"), "x"), "a1", f, Today)).Throws("adverse.removed-before-listing");
        AFirm.Given(Breach).When(f => RemoveAdverseRecord.Decide(new(Today.AddDays(1), "x"), "a1", f, Today)).Throws("adverse.removed-in-future");
        AFirm.When(f => RemoveAdverseRecord.Decide(new(Today, "x"), "a1", f, Today)).Throws("adverse.unknown");
    }

    [Fact]
    public void a_record_is_removed_once()
    {
        var removed = new AdverseRecordRemoved("a1", Code, Name, AdverseKind.Environment, Day("2026-10-01"), "信用修复");
        AFirm.Given(Breach).When(f => RemoveAdverseRecord.Decide(new(Day("2026-10-01"), "信用修复"), "a1", f, Today)).Then(removed);
        AFirm.Given(Breach, removed).When(f => RemoveAdverseRecord.Decide(new(Day("2026-10-01"), "信用修复"), "a1", f, Today)).ThenNothing();
        AFirm.Given(Breach, removed).When(f => RemoveAdverseRecord.Decide(new(Today, "x"), "a1", f, Today)).Throws("adverse.removed-already");
    }

    /// <summary>Condition 8 counts 365 days back from the filing to the event, not to the listing a year later; taking it off the list does not undo it.</summary>
    [Theory]
    [InlineData("2026-08-31", Result.Unmet)] // 364 days after it happened
    [InlineData("2026-09-01", Result.Unmet)] // 365
    [InlineData("2026-09-02", Result.NeedsPerson)] // 366: listed a month ago, happened too long ago
    [InlineData("2025-08-31", Result.NeedsPerson)] // before it happened
    public void condition_eight_looks_at_the_day_on_which_it_happened(string asOf, Result result) =>
        Assert.Equal(result, Condition("cn.hnte.c8", Day(asOf), Breach, new AdverseRecordRemoved("a1", Code, Name, AdverseKind.Environment, Day("2026-08-15"), "x")));

    [Fact]
    public void an_empty_register_leaves_the_question_to_a_person() => Assert.Equal(Result.NeedsPerson, Condition("cn.hnte.c8", Today));

    [Fact]
    public void a_record_without_its_day_leaves_the_question_to_a_person() =>
        Assert.Equal(Result.NeedsPerson, Condition("cn.hnte.c8", Today, Breach with { HappenedOn = null }));

    [Fact]
    public void an_ordinary_breach_is_no_serious_one() =>
        Assert.Equal(Result.NeedsPerson, Condition("cn.hnte.c8", Day("2026-08-31"), Breach with { Severity = AdverseSeverity.Ordinary }));

    [Fact]
    public void a_person_does_not_overrule_a_record() =>
        Assert.Equal(Result.Unmet, Condition("cn.hnte.c8", Day("2026-08-31"), [new("cn.hnte.c8", "查询无记录", Met: true)], Breach));

    private static Result Condition(string id, DateOnly asOf, params object[] happened) => Condition(id, asOf, [], happened);

    private static Result Condition(string id, DateOnly asOf, CaseJudgement[] judgements, params object[] happened)
    {
        var firm = new Firm().Fold([Registered, .. happened]);
        return EvaluateStage.Leaves(EvaluateStage.Of(firm, Books.Jiading(), "jd.hnte", asOf, judgements, []).Criteria).Single(c => c.Id == id).Result;
    }
}
