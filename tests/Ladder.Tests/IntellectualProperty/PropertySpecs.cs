using Cultivation.Ladder.IntellectualProperty;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.IntellectualProperty;

public sealed class PropertySpecs
{
    private static readonly RecordProperty Software = new("2023SR0000001", IpKind.SoftwareCopyright, Day("2023-05-01"), IpAcquired.SelfDeveloped, "证书");
    private static readonly IntellectualPropertyRecorded Recorded = new(
        Code, "2023SR0000001", IpClass.II, IpKind.SoftwareCopyright, Day("2023-05-01"), Day("2023-05-01"), null, null, IpAcquired.SelfDeveloped, null, "证书");
    private static readonly IntellectualPropertyRecorded Patent = Recorded with { IpNo = "ZL1", IpClass = IpClass.I, IpKind = IpKind.InventionPatent };
    private static readonly IntellectualPropertyUsed Used = new(Code, "2023SR0000001", IpClass.II, "2024-000001", Day("2024-06-01"));

    private static IntellectualPropertyChanged Changed(IpChange change, string on, string? with = null) => new(Code, Name, "2023SR0000001", change, Day(on), with, "登记簿");

    [Fact]
    public void the_kind_decides_the_class() => AFirm.When(f => RecordProperty.Decide(Software, f, Today)).Then(Recorded);

    [Fact]
    public void the_same_right_again_is_no_event() => AFirm.Given(Recorded).When(f => RecordProperty.Decide(Software, f, Today)).ThenNothing();

    [Fact]
    public void the_same_number_with_other_particulars_is_refused() =>
        AFirm.Given(Recorded).When(f => RecordProperty.Decide(Software with { IpKind = IpKind.Design }, f, Today)).Throws("ip.differs");

    [Fact]
    public void days_must_fit()
    {
        AFirm.When(f => RecordProperty.Decide(Software with { GrantedOn = Today.AddDays(1) }, f, Today)).Throws("ip.in-future");
        AFirm.When(f => RecordProperty.Decide(Software with { OwnedFrom = Day("2024-01-01") }, f, Today)).Throws("ip.owned-from");
        AFirm.When(f => RecordProperty.Decide(Software with { ExpiresOn = Day("2023-04-30") }, f, Today)).Throws("ip.expires-before-grant");
        AFirm.When(f => RecordProperty.Decide(Software with { UsedInRecognitionId = "r9" }, f, Today)).Throws("recognition.unknown");
    }

    /// <summary>Subtlety 12: one class II right serves one filing.</summary>
    [Fact]
    [Trait("subtlety", "12")]
    public void a_class_two_right_serves_once() => AFirm.Given(Recorded, Used)
        .When(f => UseProperty.Decide(new("2026-000007", Today), "2023SR0000001", f, Today)).Throws("ip.used-before");

    [Fact]
    public void the_same_filing_again_is_no_event() => AFirm.Given(Recorded, Used)
        .When(f => UseProperty.Decide(new("2024-000001", Day("2024-06-01")), "2023SR0000001", f, Today)).ThenNothing();

    [Fact]
    public void a_class_one_right_serves_again() => AFirm.Given(Patent, Used with { IpNo = "ZL1", IpClass = IpClass.I })
        .When(f => UseProperty.Decide(new("2026-000007", Today), "ZL1", f, Today))
        .Then(new IntellectualPropertyUsed(Code, "ZL1", IpClass.I, "2026-000007", Today));

    [Fact]
    public void what_was_given_away_serves_no_filing() => AFirm.Given(Recorded, Changed(IpChange.TransferredOut, "2025-01-01", "他人"))
        .When(f => UseProperty.Decide(new("2026-000007", Today), "2023SR0000001", f, Today)).Throws("ip.not-in-force");

    /// <summary>Subtlety 12: a used class II right no longer counts; a class I right does; each as of the day asked about.</summary>
    [Theory]
    [InlineData("2023-04-30", 0, 0)]
    [InlineData("2023-05-01", 1, 1)]
    [InlineData("2024-06-01", 1, 1)] // on the day of the filing itself it counts
    [InlineData("2024-06-02", 1, 0)]
    public void evaluations_count_the_register_on_their_day(string asOf, int one, int two)
    {
        var firm = new Firm().Fold([Registered, Recorded, Patent, Used]);
        var facts = FirmFacts.Of(firm, Day(asOf));
        Assert.Equal((one, two), (Count("ip.classOne"), Count("ip.classTwo")));

        decimal Count(string definition) => facts.Single(f => f.DefinitionId == definition).Value;
    }

    [Fact]
    public void a_typed_in_count_gives_way_to_the_register_and_stands_without_one()
    {
        var typed = new AnnualFactSubmitted("fact-1", Code, 2025, "ipClassOne", "ip.classOne", 9, "count", SourceKind.SelfReported, FactScope.LegalPerson, null);
        Assert.Equal(9, FirmFacts.Of(new Firm().Fold([Registered, typed]), Today).Single().Value);
        Assert.Equal(1, FirmFacts.Of(new Firm().Fold([Registered, typed, Patent]), Today).Single(f => f.DefinitionId == "ip.classOne").Value);
    }

    [Fact]
    public void a_pledge_is_recorded_with_its_holder_and_released() => AFirm.Given(Recorded, Changed(IpChange.Pledged, "2025-01-01", "示例银行"))
        .When(f => ChangeProperty.Decide(new(IpChange.PledgeReleased, Day("2026-01-01"), "登记簿"), "2023SR0000001", f, Today))
        .Then(Changed(IpChange.PledgeReleased, "2026-01-01"));

    [Fact]
    public void changes_that_cannot_be_are_refused()
    {
        var pledged = AFirm.Given(Recorded, Changed(IpChange.Pledged, "2025-01-01", "示例银行"));
        pledged.When(f => ChangeProperty.Decide(new(IpChange.Pledged, Today, "x", "另一银行"), "2023SR0000001", f, Today)).Throws("ip.pledged-already");
        pledged.When(f => ChangeProperty.Decide(new(IpChange.PledgeReleased, Day("2024-12-31"), "x"), "2023SR0000001", f, Today)).Throws("ip.released-before-pledge");
        var owned = AFirm.Given(Recorded);
        owned.When(f => ChangeProperty.Decide(new(IpChange.PledgeReleased, Today, "x"), "2023SR0000001", f, Today)).Throws("ip.not-pledged");
        owned.When(f => ChangeProperty.Decide(new(IpChange.Lapsed, Day("2023-04-30"), "x"), "2023SR0000001", f, Today)).Throws("ip.changed-before-owned");
        owned.When(f => ChangeProperty.Decide(new(IpChange.Lapsed, Today.AddDays(1), "x"), "2023SR0000001", f, Today)).Throws("ip.in-future");
        owned.When(f => ChangeProperty.Decide(new(IpChange.Lapsed, Today, "x"), "ZL9", f, Today)).Throws("ip.unknown");
        owned.When(f => ChangeProperty.Decide(new(IpChange.TransferredOut, Today, "x"), "2023SR0000001", f, Today)).Throws("field.text");
        owned.Given(Changed(IpChange.Lapsed, "2025-01-01")).When(f => ChangeProperty.Decide(new(IpChange.Lapsed, Day("2025-01-01"), "x"), "2023SR0000001", f, Today)).ThenNothing();
        owned.Given(Changed(IpChange.Lapsed, "2025-01-01")).When(f => ChangeProperty.Decide(new(IpChange.Invalidated, Today, "x"), "2023SR0000001", f, Today)).Throws("ip.ended");
    }
}
