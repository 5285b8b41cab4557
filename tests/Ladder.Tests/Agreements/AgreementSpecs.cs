using Cultivation.Ladder.Agreements;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Agreements;

public sealed class AgreementSpecs
{
    private const string Title = "jd.littleGiant.city";

    private static readonly AgreementSigned Signed = new(
        "2024-XJR-017", Code, Name, "g1", Title, Day("2024-02-01"), Day("2024-01-01"), Day("2025-12-31"), "合同");

    private static readonly Spec<Firm> Giant = AFirm.Given(Granted("g1", "2024-01-01", null, "XJR17", Title), Entered("jd.littleGiant", "2024-01-01", "g1"));

    private static Rungs Giants(bool confirmed) => new([new("jiading-six-stage", "2026.11", Day("2019-02-18"),
    [
        new("jd.hnte", 4, "高新技术企业", "High-tech firm", ["cn.hnte"], [], []),
        new("jd.littleGiant", 5, "科技小巨人", "Little giant", [Title], [new("evaluationFailed", "jd.hnte", confirmed)], ["cn.hnte"], Agreement: true),
    ])]);

    private static SignAgreement Sign(string project = "2024-XJR-017", string from = "2024-01-01", string to = "2025-12-31", string title = "g1") =>
        new(project, title, Day("2024-02-01"), Day(from), Day(to), "合同");

    private static AgreementConcluded Concluded(AgreementOutcome outcome, string on) => new(Code, "2024-XJR-017", outcome, Day(on), "沪科验");

    private static ConcludeAgreement Conclude(AgreementOutcome outcome, string on) => new(outcome, Day(on), "沪科验");

    [Fact]
    public void an_agreement_stands_behind_a_title_whose_stage_is_one_of_agreements()
    {
        Giant.When(f => SignAgreement.Decide(Sign(), f, Giants(true), Today)).Then(Signed);
        Giant.Given(Signed).When(f => SignAgreement.Decide(Sign(), f, Giants(true), Today)).ThenNothing();
        AFirm.Given(Granted("r1", "2023-11-15", "2026-11-14")).When(f => SignAgreement.Decide(Sign(title: "r1"), f, Giants(true), Today)).Throws("agreement.not-asked");
        Giant.When(f => SignAgreement.Decide(Sign(title: "none"), f, Giants(true), Today)).Throws("recognition.unknown");
    }

    [Fact]
    public void one_agreement_at_a_time_and_no_other_terms_under_its_number()
    {
        var one = Giant.Given(Signed);
        one.When(f => SignAgreement.Decide(Sign(to: "2026-12-31"), f, Giants(true), Today)).Throws("agreement.differs");
        one.When(f => SignAgreement.Decide(Sign("2025-XJR-001"), f, Giants(true), Today)).Throws("agreement.title-has-one");
        Giant.When(f => SignAgreement.Decide(Sign(to: "2023-12-31"), f, Giants(true), Today)).Throws("agreement.term");
        Giant.When(f => SignAgreement.Decide(Sign(), f, Giants(true), Day("2024-01-31"))).Throws("agreement.in-future");
    }

    [Fact]
    public void who_passes_stays()
    {
        var done = Giant.Given(Signed);
        done.When(f => ConcludeAgreement.Decide(Conclude(AgreementOutcome.Excellent, "2026-03-20"), "2024-XJR-017", f, Giants(true), Today))
            .Then(Concluded(AgreementOutcome.Excellent, "2026-03-20"));
        done.Given(Concluded(AgreementOutcome.Excellent, "2026-03-20"))
            .When(f => ConcludeAgreement.Decide(Conclude(AgreementOutcome.Failed, "2026-03-20"), "2024-XJR-017", f, Giants(true), Today)).Throws("agreement.concluded");
    }

    [Theory]
    [InlineData(AgreementOutcome.Failed)]
    [InlineData(AgreementOutcome.NotSubmitted)]
    public void who_fails_or_skips_the_evaluation_leaves_the_stage_by_the_line_of_the_programme(AgreementOutcome outcome) => Giant.Given(Signed)
        .When(f => ConcludeAgreement.Decide(Conclude(outcome, "2026-03-20"), "2024-XJR-017", f, Giants(true), Today))
        .Then(Concluded(outcome, "2026-03-20"), Left("jd.littleGiant", "2026-03-20", "evaluationFailed", "g1", retroactive: true));

    [Fact]
    public void an_assumed_line_takes_nobody_off_a_stage() => Giant.Given(Signed)
        .When(f => ConcludeAgreement.Decide(Conclude(AgreementOutcome.Failed, "2026-03-20"), "2024-XJR-017", f, Giants(false), Today))
        .Then(Concluded(AgreementOutcome.Failed, "2026-03-20"));

    /// <summary>What comes after looks at the stages again and finds them right.</summary>
    [Fact]
    public void a_later_title_does_not_bring_the_lost_stage_back() => Giant
        .Given(Signed, Concluded(AgreementOutcome.Failed, "2026-03-20"), Left("jd.littleGiant", "2026-03-20", "evaluationFailed", "g1", retroactive: true))
        .When(f => GrantRecognition.Decide(Certificate("r1", "2026-05-01", "2029-04-30"), f, Giants(true), Today, Now))
        .Then(Granted("r1", "2026-05-01", "2029-04-30"), Entered("jd.hnte", "2026-05-01", "r1"));

    [Fact]
    public void an_evaluation_has_its_time()
    {
        var runs = Giant.Given(Signed);
        runs.When(f => ConcludeAgreement.Decide(Conclude(AgreementOutcome.Passed, "2026-11-23"), "2024-XJR-017", f, Giants(true), Today)).Throws("agreement.in-future");
        runs.When(f => ConcludeAgreement.Decide(Conclude(AgreementOutcome.Terminated, "2023-12-31"), "2024-XJR-017", f, Giants(true), Today)).Throws("agreement.before-term");
        runs.When(f => ConcludeAgreement.Decide(Conclude(AgreementOutcome.NotSubmitted, "2025-12-31"), "2024-XJR-017", f, Giants(true), Today)).Throws("agreement.term-runs");
        runs.When(f => ConcludeAgreement.Decide(Conclude(AgreementOutcome.Passed, "2026-01-10"), "none", f, Giants(true), Today)).Throws("agreement.unknown");
    }
}
