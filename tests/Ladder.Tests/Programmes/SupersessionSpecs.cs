using Cultivation.Criteria;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Programmes;

/// <summary>Which version is in force on a day, and under which one an open case is accepted when the next takes effect.</summary>
public sealed class SupersessionSpecs
{
    private static readonly Programme File = ProgrammeFile.Parse(
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Programmes", "jiading-six-stage.json")));

    private static readonly Spec<PublishedProgramme> Old = new(
        new PublishedProgramme().Fold(Version("1", "2026-01-01", "2026-12-31")), (programme, happened) => programme.Fold(happened));

    private static ProgrammeVersionPublished Version(string version, string from, string? to = null, VersionTransition? transition = null) =>
        new("jiading-six-stage", version, Day(from), to is null ? null : Day(to), null, "嘉科", $"hash-{version}", [], transition);

    private static VersionTransition Keeps(string? until = null, string[]? stages = null, OpenCasesStay stay = OpenCasesStay.Submitted) =>
        new("jd.transition", stay, stages ?? [], until is null ? null : Day(until), NeedsConfirmation: false);

    private static PublishedProgramme Published(params ProgrammeVersionPublished[] versions) =>
        versions.Aggregate(new PublishedProgramme(), (programme, version) => programme.Fold(version));

    private static string Accepted(PublishedProgramme programme, string submitted, string today, string stage = "jd.pool", params string[] unconfirmed) =>
        programme.ForCase(stage, Day(submitted), Day(today), unconfirmed.ToHashSet()).Version;

    private static object[] Publish(PublishedProgramme published, string from, string? to = null, Transition? transition = null) => PublishProgramme.Decide(
        File with { Version = "2", EffectiveFrom = Day(from), EffectiveTo = to is null ? null : Day(to), Transition = transition }, published, []);

    [Theory]
    [InlineData("2025-12-31", "programme.dates-backwards")]
    [InlineData("2026-01-02", "programme.dates-overlap")]
    [InlineData("2026-12-31", "programme.dates-overlap")]
    public void a_version_from_before_or_inside_the_one_before_is_refused(string from, string code) => Old.When(p => Publish(p, from)).Throws(code);

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2027-01-01")]
    public void a_version_replaces_the_one_before_from_its_first_day_or_follows_its_last(string from) =>
        Assert.Single(Publish(new PublishedProgramme().Fold(Version("1", "2026-01-01", "2026-12-31")), from));

    [Fact]
    public void a_version_without_a_last_day_ends_when_the_next_begins()
    {
        var programme = Published(Version("1", "2026-01-01"), Version("2", "2027-01-01", "2027-12-31"));
        Assert.Equal(["1", "2", "2", null], new[] { "2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01" }.Select(day => programme.InForce(Day(day))?.Version));
    }

    [Fact]
    public void a_gap_between_two_versions_has_no_rule() => Assert.Equal(
        "programme.not-in-force",
        Assert.Throws<RuleBroken>(() => Published(Version("1", "2026-01-01", "2026-06-30"), Version("2", "2027-01-01")).RequireInForce(Day("2026-07-01"))).Code);

    [Fact]
    public void the_event_says_which_open_cases_stay()
    {
        var standing = new Standing("jd.transition", null, Certainty.Assumption, true, true, null, null, null);
        var written = new Transition(standing, Staying.Submitted, ["jd.pool"], Day("2027-03-31"), new("过渡", "Transition"));
        var published = Assert.IsType<ProgrammeVersionPublished>(Publish(Published(Version("1", "2026-01-01")), "2027-01-01", transition: written).Single());
        Assert.Equal(("1", "jd.transition", OpenCasesStay.Submitted, true), (published.SupersedesVersion, published.Transition!.RuleId, published.Transition.Stay, published.Transition.NeedsConfirmation));
        Assert.Equal(["jd.pool"], published.Transition.Stages);
        Assert.Equal(Day("2027-03-31"), published.Transition.Until);
    }

    [Fact]
    public void without_a_transition_a_case_is_accepted_under_the_version_in_force() =>
        Assert.Equal("2", Accepted(Published(Version("1", "2026-01-01"), Version("2", "2027-01-01")), "2026-12-20", "2027-01-05"));

    [Theory]
    [InlineData("2026-12-31", "2027-01-05", "jd.pool", "1")]
    [InlineData("2027-01-01", "2027-01-05", "jd.pool", "2")]
    [InlineData("2026-12-31", "2027-03-31", "jd.pool", "1")]
    [InlineData("2026-12-31", "2027-04-01", "jd.pool", "2")]
    [InlineData("2026-12-31", "2027-01-05", "jd.startup", "2")]
    public void a_transition_keeps_what_was_submitted_before_for_its_stages_and_until_its_day(string submitted, string today, string stage, string expected) => Assert.Equal(
        expected, Accepted(Published(Version("1", "2026-01-01"), Version("2", "2027-01-01", transition: Keeps("2027-03-31", ["jd.pool"]))), submitted, today, stage));

    [Fact]
    public void each_version_keeps_only_the_one_before_it()
    {
        var first = Version("1", "2026-01-01");
        Assert.Equal("1", Accepted(Published(first, Version("2", "2026-06-01", transition: Keeps()), Version("3", "2027-01-01", transition: Keeps())), "2026-05-31", "2027-01-05"));
        Assert.Equal("2", Accepted(Published(first, Version("2", "2026-06-01"), Version("3", "2027-01-01", transition: Keeps())), "2026-05-31", "2027-01-05"));
        Assert.Equal("3", Accepted(Published(first, Version("2", "2026-06-01", transition: Keeps()), Version("3", "2027-01-01", transition: Keeps(stay: OpenCasesStay.Accepted))), "2026-05-31", "2027-01-05"));
    }

    [Fact]
    public void a_transition_that_is_assumed_moves_no_case_before_it_is_confirmed()
    {
        var programme = Published(Version("1", "2026-01-01"), Version("2", "2027-01-01", transition: Keeps()));
        Assert.Equal("programme.transition-unconfirmed", Assert.Throws<RuleBroken>(() => Accepted(programme, "2026-12-31", "2027-01-05", "jd.pool", "2")).Code);
        Assert.Equal("2", Accepted(programme, "2027-01-02", "2027-01-05", "jd.pool", "2"));
    }
}
