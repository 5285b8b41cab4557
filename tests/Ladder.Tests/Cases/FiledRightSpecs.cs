using Cultivation.Ladder.IntellectualProperty;
using static Cultivation.Ladder.Tests.Cases.GivenCase;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Cases;

/// <summary>Subtlety 12: a right of class II serves one high-tech filing for ever, of several owners one alone uses a right, and a refused filing uses nothing.</summary>
[Trait("subtlety", "12")]
public sealed class FiledRightSpecs
{
    private const string Software = "2023SR1";
    private const string Patent = "ZL1";
    private static readonly DateOnly Filing = Day("2026-09-17");
    private static readonly IntellectualPropertyRecorded OfSoftware = new(
        Code, Software, IpClass.II, IpKind.SoftwareCopyright, Day("2023-05-01"), Day("2023-05-01"), null, null, IpAcquired.SelfDeveloped, null, "证书");
    private static readonly IntellectualPropertyRecorded OfPatent = OfSoftware with { IpNo = Patent, IpClass = IpClass.I, IpKind = IpKind.InventionPatent };
    private static readonly Firm Owner = new Firm { Id = Firm.Key("f1") }.Fold([Registered, OfSoftware, OfPatent]);

    private static IntellectualPropertyUsed Used(string ipNo, IpClass ipClass, string filing = Number) => new(Code, ipNo, ipClass, filing, Filing);

    private static string[] Named(Firm firm, string stage = "jd.hnte", params PropertyUser[] users) =>
        FiledRights.Check([Software, Patent, Software], firm, Books.Jiading().Stage(stage), users, Filing);

    private static (object[] ToCase, object[] ToFirm) Granted(Firm firm, params PropertyUser[] users)
    {
        var filed = Accepted.Given(new CaseDecided(Number, Code, CaseDecision.Recommend, Day("2026-09-21"), "chen", "第一批", null, "li")).State with
        {
            Rights = [new(Software, Used: false), new(Patent, Used: false)],
        };
        return RecordResult.Decide(
            new(AuthorityOutcome.Granted, Day("2026-11-20"), "r1"), filed, firm.Fold(Given.Granted("r1", "2026-11-15", "2029-11-14")), Books.Jiading().Stage("jd.hnte"), users, "li", Today);
    }

    private static AuthorityAnswered Answered(params string[] used) =>
        new(Number, AuthorityOutcome.Granted, "cn.hnte", "r1", Day("2026-11-20"), "li", used is [] ? null : used);

    [Fact]
    public void a_filing_names_rights_that_may_stand_in_it()
    {
        Assert.Equal([Software, Patent], Named(Owner));
        Refused("ip.unknown", () => Named(new Firm { Id = Firm.Key("f1") }.Fold([Registered, OfPatent])));
        Refused("ip.not-in-force", () => Named(Owner.Fold(new IntellectualPropertyChanged(Code, Name, Patent, IpChange.Lapsed, Filing, null, "登记簿"))));
        Refused("ip.used-before", () => Named(Owner.Fold(Used(Software, IpClass.II, "2024-000001"))));
        Refused("ip.used-by-other", () => Named(Owner, users: new PropertyUser(Patent, "f2")));
        Assert.Equal(2, Named(Owner.Fold(Used(Patent, IpClass.I, "2024-000001")), users: new PropertyUser(Patent, "f1")).Length);
        // The pool is no high-tech filing: what one used counts there.
        Assert.Equal(2, Named(Owner.Fold(Used(Software, IpClass.II, "2024-000001")), "jd.pool").Length);

        static void Refused(string code, Func<string[]> named) => Assert.Equal(code, Assert.Throws<RuleBroken>(named).Code);
    }

    [Fact]
    public void a_grant_uses_what_its_filing_named()
    {
        var (toCase, toFirm) = Granted(Owner);
        Assert.Equal<object>([Used(Software, IpClass.II), Used(Patent, IpClass.I)], toFirm);
        Assert.Equal<object>([new FiledRight(Software, Used: true), new FiledRight(Patent, Used: true)], Accepted.State.Fold(Filed(Software, Patent)).Fold(Assert.Single(toCase)).Rights);
    }

    [Fact]
    public void what_another_filing_or_owner_used_meanwhile_stays_with_them_and_the_answer_is_kept()
    {
        Assert.Equal<object>([Used(Patent, IpClass.I)], Granted(Owner.Fold(Used(Software, IpClass.II, "2026-000009"))).ToFirm);
        Assert.Equal<object>([Used(Software, IpClass.II)], Granted(Owner, new PropertyUser(Patent, "f2")).ToFirm);
        // One that a person marked for this very filing is used by it.
        Assert.Equal([Software, Patent], Assert.IsType<AuthorityAnswered>(Assert.Single(Granted(Owner.Fold(Used(Software, IpClass.II))).ToCase)).RightsUsed!);
        var (toCase, toFirm) = Granted(Owner.Fold(Used(Software, IpClass.II, "2026-000009")), new PropertyUser(Patent, "f2"));
        Assert.Empty(toFirm);
        Assert.Equal(Answered(), Assert.Single(toCase));
    }

    [Fact]
    public void papers_that_come_later_may_correct_the_rights()
    {
        var asked = GivenCase.Accepted.Given(Asked("2026-09-21", "2026-09-29"), Paused("2026-09-21", 2));
        var received = asked.State.Fold(new SupplementReceived(Number, At("2026-09-24"), true, ["知识产权清单"], [], "li", [Patent]));
        Assert.Equal([new FiledRight(Patent, Used: false)], received.Rights);
        Assert.Equal([new FiledRight(Patent, Used: false)], received.Fold(new SupplementReceived(Number, At("2026-09-25"), false, ["x"], [], "li")).Rights);
    }

    private static CaseSubmitted Filed(params string[] rights) =>
        new(Number, "jd.hnte", Code, "f1", "jiading-six-stage", CaseChannel.Self, At("2026-09-17"), Rights: rights);
}
