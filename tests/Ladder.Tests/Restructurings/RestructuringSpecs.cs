using Cultivation.Ladder.IntellectualProperty;
using Cultivation.Ladder.Restructurings;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Restructurings;

public sealed class RestructuringSpecs
{
    private const string OtherCode = "91310114YYYY000206";
    private static readonly EnterpriseRestructured Merged = new(
        "m1", RestructuringKind.Merger, [Code, OtherCode], [Code], Day("2026-06-30"), null, "合并协议", Day("2026-09-30"));
    private static readonly AnnualFactSubmitted Figure = new("fact-9", OtherCode, 2024, "sales", "salesRevenue.hnte195", 5, "CNY", SourceKind.Audited, FactScope.LegalPerson, "ab");
    private static readonly IntellectualPropertyRecorded Software = new(
        OtherCode, "2023SR1", IpClass.II, IpKind.SoftwareCopyright, Day("2023-05-01"), Day("2023-05-01"), null, null, IpAcquired.SelfDeveloped, null, "证书");
    private static readonly Firm Giver = new Firm { Id = "firm:f2" }.Fold(
    [
        Registered with { Uscc = OtherCode, LegalName = "被并企业", EstablishedOn = Day("2010-01-01") }, Figure, Software,
        new IntellectualPropertyUsed(OtherCode, "2023SR1", IpClass.II, "2024-000001", Day("2024-06-01")),
        new IntellectualPropertyChanged(OtherCode, "被并企业", "2023SR1", IpChange.Pledged, Day("2025-01-01"), "示例银行", "登记簿"),
        Granted("r9", "2024-11-15", "2027-11-14"), Merged,
    ]);

    private static AllocateRights Ask(string[]? facts = null, string[]? rights = null, bool age = false) => new("m1", "f2", facts ?? [], rights ?? [], age, "归属协议");

    private static (List<object> ToReceiver, List<object> ToGiver) Allocate(Firm firm, AllocateRights ask, Firm? giver = null) =>
        AllocateRights.Decide(ask, firm, giver ?? Giver, "chen", Today, () => "fact-10");

    [Fact]
    public void a_merger_must_be_reported_within_three_months() => AFirm
        .When(_ => RestructureFirms.Decide(new(RestructuringKind.Merger, [Code, OtherCode], [Code], Day("2026-06-30"), "合并协议"), "m1", Today)).Then(Merged);

    [Fact]
    public void a_merger_leads_to_one_firm_and_a_split_from_one()
    {
        AFirm.When(_ => RestructureFirms.Decide(new(RestructuringKind.Merger, [Code], [Code], Today, "x"), "m1", Today)).Throws("restructuring.sides");
        AFirm.When(_ => RestructureFirms.Decide(new(RestructuringKind.Split, [Code, OtherCode], [Code], Today, "x"), "m1", Today)).Throws("restructuring.sides");
        AFirm.When(_ => RestructureFirms.Decide(new(RestructuringKind.Split, [Code], ["123"], Today, "x"), "m1", Today)).Throws("firm.credit-code-malformed");
        AFirm.When(_ => RestructureFirms.Decide(new(RestructuringKind.Split, [Code], [OtherCode], Today.AddDays(1), "x"), "m1", Today)).Throws("restructuring.in-future");
    }

    /// <summary>Subtlety 13: figures, rights, age and titles do not pass by themselves.</summary>
    [Fact]
    [Trait("subtlety", "13")]
    public void nothing_passes_by_the_merger_itself()
    {
        var (before, after) = (new Firm().Fold((object)Registered), new Firm().Fold([Registered, Merged]));
        Assert.Equal((before.Facts.Length, before.Properties.Length, before.Recognitions.Length, before.AgeFrom), (after.Facts.Length, after.Properties.Length, after.Recognitions.Length, after.AgeFrom));
        AFirm.Given(Merged).When(f => Allocate(f, Ask()).ToReceiver).Throws("restructuring.nothing-named");
    }

    /// <summary>Subtlety 13: somebody decides what passes. A used class II right stays used, a pledge goes along, no title passes.</summary>
    [Fact]
    public void what_somebody_names_passes()
    {
        AFirm.Given(Merged).When(f => Allocate(f, Ask(["fact-9"], ["2023SR1"], age: true)).ToReceiver).Then(
            new RestructuringAllocated("m1", Code, OtherCode, "f2", ["fact-9"], ["2023SR1"], Day("2010-01-01"), "归属协议", "chen", Today),
            Figure with { FactId = "fact-10", Uscc = Code },
            Software with { Uscc = Code, OwnedFrom = Day("2026-06-30"), AcquiredBy = IpAcquired.Merger, UsedInRecognitionId = "2024-000001", Source = "归属协议" },
            new IntellectualPropertyChanged(Code, Name, "2023SR1", IpChange.Pledged, Day("2026-06-30"), "示例银行", "归属协议"));
        AFirm.Given(Merged).When(f => Allocate(f, Ask(rights: ["2023SR1"])).ToGiver)
            .Then(new IntellectualPropertyChanged(OtherCode, "被并企业", "2023SR1", IpChange.TransferredOut, Day("2026-06-30"), Code, "归属协议"));
    }

    [Fact]
    public void the_age_that_was_given_counts_in_an_evaluation()
    {
        var young = Registered with { EstablishedOn = Day("2026-06-01") };
        var allocated = new RestructuringAllocated("m1", Code, OtherCode, "f2", [], [], Day("2010-01-01"), "归属协议", "chen", Today);
        Assert.Equal(Criteria.Result.Unmet, OneYear(young));
        Assert.Equal(Criteria.Result.Met, OneYear(young, Merged, allocated));

        static Criteria.Result OneYear(params object[] log) =>
            EvaluateStage.Leaves(EvaluateStage.Of(new Firm().Fold(log), Books.Jiading(), "jd.hnte", Today, [], []).Criteria).Single(c => c.Id == "cn.hnte.c1").Result;
    }

    [Fact]
    public void allocations_that_cannot_be_are_refused()
    {
        AFirm.When(f => Allocate(f, Ask(age: true)).ToReceiver).Throws("restructuring.unknown");
        AFirm.Given(Merged with { FromUscc = [Code] }).When(f => Allocate(f, Ask(age: true)).ToReceiver).Throws("restructuring.not-between");
        AFirm.Given(Merged).When(f => Allocate(f, Ask(["fact-1"])).ToReceiver).Throws("fact.unknown");
        AFirm.Given(Merged).When(f => Allocate(f, Ask(rights: ["ZL9"])).ToReceiver).Throws("ip.unknown");
        AFirm.Given(Merged, Figure with { Uscc = Code }).When(f => Allocate(f, Ask(["fact-9"])).ToReceiver).Throws("fact.already-recorded");
        var gone = Giver.Fold(new IntellectualPropertyChanged(OtherCode, "被并企业", "2023SR1", IpChange.Lapsed, Day("2026-01-01"), null, "x"));
        AFirm.Given(Merged).When(f => Allocate(f, Ask(rights: ["2023SR1"]), gone).ToReceiver).Throws("ip.not-in-force");
    }
}
