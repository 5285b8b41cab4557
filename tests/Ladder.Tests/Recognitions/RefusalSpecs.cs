using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Recognitions;

public sealed class RefusalSpecs
{
    private static readonly HashSet<string> Credentials = ["cn.hnte"];
    private static readonly RecognitionRefused Refused = new(Code, "cn.hnte", "2026年第一批", "研发费用占比不足", Day("2026-11-20"));

    private static readonly DistrictRecommended Recommended = new(
        "2026-000007", Code, "jiading-six-stage", "jd.hnte", "上海市认定机构", "2026年第一批", CaseDecision.Recommend, Day("2026-08-01"), "li");

    private static IEnumerable<object> Refuse(Firm firm, RefuseRecognition command) => RefuseRecognition.Decide(command, firm, Credentials, Today);

    private static RefuseRecognition Asked => new("cn.hnte", "2026年第一批", Day("2026-11-20"), "研发费用占比不足");

    /// <summary>Subtlety 3: recommended by the district, refused by the authority, and the stage as it was: three facts.</summary>
    [Fact]
    public void a_refusal_after_a_recommendation_changes_neither_the_recommendation_nor_the_stage()
    {
        var firm = new Firm().Fold([Registered, Entered("jd.pool", "2025-01-01", "2025-000001", StageBasis.DistrictDecision), Recommended]);
        var after = firm.Fold(Refuse(firm, Asked));
        Assert.Equal([Refused], Refuse(firm, Asked));
        Assert.Equal(firm.Stages, after.Stages);
        Assert.Equal(firm.Recommendations, after.Recommendations);
        Assert.Empty(after.Recognitions);
    }

    [Fact]
    public void the_same_refusal_again_is_no_event() => AFirm.Given(Refused).When(f => Refuse(f, Asked with { Reason = null })).ThenNothing();

    [Fact]
    public void a_renewal_that_was_refused_is_no_longer_pending() => AFirm
        .Given(Granted("r1", "2023-11-25", "2026-11-24"), Entered("jd.hnte", "2023-11-25", "r1"), Recommended, Refused)
        .When(f => SettleRecognitions.Decide(f, Jiading(), Day("2026-11-24"), Day("2026-11-25")))
        .Then(Expired("r1", "2026-11-24"), Left("jd.hnte", "2026-11-25", "credentialExpired", "r1"));

    [Fact]
    public void a_title_that_no_programme_knows_is_not_refused() => AFirm.When(f => Refuse(f, Asked with { CredentialType = "x" })).Throws("recognition.type-unknown");

    [Fact]
    public void it_is_not_known_from_the_future() => AFirm.When(f => Refuse(f, Asked with { KnownOn = Today.AddDays(1) })).Throws("recognition.refused-in-future");

    [Fact]
    public void it_names_its_batch() => AFirm.When(f => Refuse(f, Asked with { Batch = " " })).Throws("field.text");
}
