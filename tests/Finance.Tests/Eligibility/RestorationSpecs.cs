using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Eligibility;
using JasperFx.Events;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Eligibility;

/// <summary>Titles that were given back, or had been recorded by mistake: banks read old news, and each wrong notice is corrected to the same bank.</summary>
public sealed class RestorationSpecs
{
    private static readonly DateOnly From = new(2025, 1, 1);
    private static readonly CredentialRevoked Revoked = new("r1", From, true, "ladder:1-20");
    private static readonly DateOnly Through = new(2027, 2, 28);
    private static readonly CredentialRestored Restored = new("r1", From, Through, "ladder:1-30");
    private static readonly Basis RevokedBasis = Recognised with { Kind = "recognitionRevoked", Ref = "ladder:1-20" };

    private readonly Spec spec = new Spec().Offering([CredentialLoan], BankB);

    /// <summary>Subtlety 20: the correction turned out wrong. The same bank is told so, with the basis that its loan names, superseding the correction.</summary>
    [Fact]
    [Trait("subtlety", "20")]
    public void a_title_that_is_given_back_in_full_supersedes_the_correction_and_names_the_first_basis()
    {
        spec.Given(Named, Certificate(), Consent("bank-b"));
        spec.When(Revoked).Then(
            Revoked, new EligibilityCorrected("tech-credit", 3, From, RevokedBasis),
            Told("bank-b", CredentialLoan, 3, From, RevokedBasis) with { Kind = DisclosureKind.Corrected, Eligible = false, Supersedes = 5, Ends = [5] });
        spec.When(Restored).Then(
            Restored, new EligibilityGranted("tech-credit", 1, Since, Recognised),
            Told("bank-b", CredentialLoan, 10, Since, Recognised) with { Supersedes = 8, ExpiresOn = KnownEnd });
        spec.When().Then();
    }

    [Fact]
    public void a_stage_that_is_entered_again_with_it_supersedes_too()
    {
        var stages = new Spec().Offering([StageLoan], BankA);
        stages.Given(Named, Stage(), Consent("bank-a"), new StageEnded("jd.hnte", From, "credentialRevoked", true, "ladder:1-21"));
        var again = Stage(From, 31);
        stages.When(again).Then(again, new EligibilityGranted("hnte-loan", 1, Since, Entered), Told("bank-a", StageLoan, 10, Since, Entered) with { Supersedes = 8 });
    }

    [Fact]
    public void days_that_stay_lost_make_a_claim_of_its_own()
    {
        var later = Restored with { From = new DateOnly(2026, 1, 1) };
        spec.Given(Named, Certificate(), Consent("bank-b"), Revoked).When(later).Then(
            later,
            new EligibilityGranted("tech-credit", 1, later.From, Recognised with { Kind = "recognitionRestored", Ref = "ladder:1-30" }),
            Told("bank-b", CredentialLoan, 10, later.From, Recognised with { Kind = "recognitionRestored", Ref = "ladder:1-30" }) with { ExpiresOn = KnownEnd });
    }

    [Fact]
    public void a_title_whose_last_day_is_over_is_given_back_without_a_claim() =>
        spec.Given(Named, Certificate(), Revoked).On(new DateOnly(2027, 6, 1)).When(Restored).Then(Restored);

    [Fact]
    public void a_title_that_was_recorded_by_mistake_corrects_the_whole_claim()
    {
        var annulled = new CredentialAnnulled("r1", "ladder:1-40");
        var basis = Recognised with { Kind = "recognitionAnnulled", Ref = "ladder:1-40" };
        spec.Given(Named, Certificate(), Consent("bank-b")).When(annulled).Then(
            annulled, new EligibilityCorrected("tech-credit", 3, Since, basis),
            Told("bank-b", CredentialLoan, 3, Since, basis) with { Kind = DisclosureKind.Corrected, Eligible = false, Supersedes = 5, Ends = [5] });
    }

    [Fact]
    public void the_ladders_message_is_reduced_to_what_eligibility_rests_on() => Assert.Equal(
        Restored,
        LadderFacts.Of(new RecognitionRestored("f1", Code, Name, "r1", "cn.hnte", new(2026, 11, 1), From, Through, "court", "沪行终1号"), "ladder:1-30", From));

    /// <summary>Subtlety 25: what banks were told by a title can be listed, with what they were told since.</summary>
    [Fact]
    public void notices_that_rest_on_a_title_are_listed_with_their_corrections()
    {
        object[] happened =
        [
            Named, Certificate(), Certificate("r2", position: 12), new StageHeld("jd.hnte", Since, "r1", "ladder:1-10"),
            Told("bank-a", StageLoan, 3, Since, Entered), Told("bank-b", CredentialLoan, 4, Since, Recognised),
            Told("bank-b", CredentialLoan, 5, Since, Recognised with { Ref = "ladder:1-12" }),
            Told("bank-a", StageLoan, 3, From, RevokedBasis) with { Kind = DisclosureKind.Corrected, Eligible = false, Supersedes = 5 },
        ];
        var log = happened.Select((data, i) => Event.For("firm:f1", i + 1, data)).ToList();
        var notices = ReadDisclosures.Of(log, "r1", version => $"1-{version}").ToList();
        Assert.Equal(
            [("bank-a", "1-5", (DateOnly?)From, true), ("bank-b", "1-6", null, false)],
            notices.Select(n => (n.BankId, n.Cursor!, n.ToldUntil, n.Corrected)));
        Assert.Empty(ReadDisclosures.Of(log, "r9", _ => null));
    }
}

file static class Event
{
    public static IEvent For(string stream, long version, object data)
    {
        var happened = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(data.GetType()), data)!;
        (happened.StreamKey, happened.Version) = (stream, version);
        return happened;
    }
}
