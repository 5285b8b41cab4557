using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

/// <summary>Subtlety 3: recommendation, recognition and stage are three facts.</summary>
public sealed class ResultSpecs
{
    private static readonly CaseDecided Recommended = new(Number, Code, CaseDecision.Recommend, Day("2026-09-21"), "chen", "第一批", null, "li");
    private static readonly AuthorityAnswered Refused = new(Number, AuthorityOutcome.Refused, "cn.hnte", null, Day("2026-11-20"), "li");
    private static readonly RecordResult Refusal = new(AuthorityOutcome.Refused, Day("2026-11-20"), CredentialType: "cn.hnte", Reason: "研发费用占比不足");
    private static readonly RecordResult Grant = new(AuthorityOutcome.Granted, Day("2026-11-20"), "r1");
    private static readonly Firm Jia = new Firm().Fold(Registered);
    private static readonly Firm Titled = Jia.Fold(Granted("r1", "2026-11-15", "2029-11-14"));

    private static Spec<Case> Decided => Accepted.Given(Recommended);

    private static (object[] ToCase, object[] ToFirm) Record(RecordResult command, Case c, Firm firm, string stage = "jd.hnte") =>
        RecordResult.Decide(command, c, firm, Books.Jiading().Stage(stage), [], "li", Today);

    [Fact]
    [Trait("subtlety", "3")]
    public void a_refusal_is_recorded_in_the_case_and_at_the_firm_and_moves_no_stage()
    {
        Decided.When(c => Record(Refusal, c, Jia).ToCase).Then(Refused);
        Decided.When(c => Record(Refusal, c, Jia).ToFirm).Then(new RecognitionRefused(Code, "cn.hnte", "第一批", "研发费用占比不足", Day("2026-11-20")));
        Decided.Given(Refused).When(c => Record(Refusal, c, Jia).ToCase).ThenNothing();
        Decided.Given(Refused).When(c => Record(Grant, c, Titled).ToCase).Throws("case.result-recorded");
    }

    [Fact]
    [Trait("subtlety", "3")]
    public void a_grant_names_the_title_that_the_list_brought()
    {
        Decided.When(c => Record(Grant, c, Titled).ToCase).Then(new AuthorityAnswered(Number, AuthorityOutcome.Granted, "cn.hnte", "r1", Day("2026-11-20"), "li"));
        Decided.When(c => Record(Grant, c, Titled).ToFirm).ThenNothing();
        Decided.When(c => Record(Grant, c, Jia).ToCase).Throws("case.result-title");
        Decided.When(c => Record(Grant, c, Titled.Fold(Annulled("r1", "2026-11-15"))).ToCase).Throws("case.result-title");
        Decided.When(c => Record(Refusal with { CredentialType = "jd.littleGiant.city" }, c, Jia).ToCase).Throws("case.result-title");
    }

    [Fact]
    public void a_grant_of_a_title_that_was_recorded_by_mistake_is_answered_anew()
    {
        var answered = Decided.Given(new AuthorityAnswered(Number, AuthorityOutcome.Granted, "cn.hnte", "r1", Day("2026-11-20"), "li"));
        var corrected = Titled.Fold(Annulled("r1", "2026-11-15")).Fold(Granted("r2", "2026-11-16", "2029-11-15", "GR202631000002"));
        answered.When(c => Record(Grant with { RecognitionId = "r2" }, c, Titled.Fold(Granted("r2", "2026-11-16", "2029-11-15", "GR202631000002"))).ToCase).Throws("case.result-recorded");
        answered.When(c => Record(Grant with { RecognitionId = "r2" }, c, corrected).ToCase)
            .Then(new AuthorityAnswered(Number, AuthorityOutcome.Granted, "cn.hnte", "r2", Day("2026-11-20"), "li"));
    }

    [Fact]
    public void only_a_recommendation_that_took_effect_is_answered()
    {
        Accepted.When(c => Record(Refusal, c, Jia).ToCase).Throws("case.no-result-awaited");
        Decided.When(c => Record(Refusal, c, Jia, "jd.pool").ToCase).Throws("case.no-result-awaited");
        Accepted.Given(Recommended with { Decision = CaseDecision.NotRecommend }).When(c => Record(Refusal, c, Jia).ToCase).Throws("case.no-result-awaited");
        Accepted.Given(Recommended with { Notice = Ten }).When(c => Record(Refusal, c, Jia).ToCase).Throws("case.no-result-awaited");
        Decided.When(c => Record(Refusal with { KnownOn = Day("2026-09-20") }, c, Jia).ToCase).Throws("case.result-day");
        Decided.When(c => Record(Refusal with { KnownOn = Today.AddDays(1) }, c, Jia).ToCase).Throws("case.result-day");
    }
}
