using System.Text.Json;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Programmes;

public sealed class PublishedProgrammeSpecs
{
    private static readonly Rules File = Rules.Of(Read("cn-national-credentials"));
    private static readonly Rules Next = Rules.Of(Read("cn-national-credentials").Replace("2026.11-draft3", "2026.12", StringComparison.Ordinal));

    // One day more than the 365 of the first condition.
    private static readonly Rules Changed = Rules.Of(Read("cn-national-credentials")
        .Replace("2026.11-draft3", "2027.01", StringComparison.Ordinal).Replace("\"value\": 365,", "\"value\": 366,", StringComparison.Ordinal));

    private static readonly Spec<PublishedProgramme> Nothing = new(new PublishedProgramme(), (p, happened) => p.Fold(happened));

    private static ProgrammeVersionPublished Published(Rules file, string? supersedes = null) => new(
        "cn-national-credentials", file.Programme.Version, Day("2016-01-01"), null, supersedes, file.Programme.Basis ?? file.Programme.TitleZh,
        file.Programme.Hash, []);

    private static CriterionAssumptionConfirmed Confirmed(Rules file, string id) =>
        new(id, file.Written[id], "工信部企业〔2022〕63号", "chen", Today, file.Programme.Version);

    private static IEnumerable<object> Confirm(PublishedProgramme published, Rules file, params ConfirmedCriterion[] criteria) =>
        ConfirmCriteria.Decide(new(criteria, "工信部企业〔2022〕63号", Today), published, file, "chen", Today);

    [Fact]
    public void a_version_is_published() => Nothing.When(_ => PublishProgramme.Decide(File.Programme, null, [])).Then(Published(File));

    [Fact]
    public void the_same_version_again_is_no_event() =>
        Nothing.Given(Published(File)).When(p => PublishProgramme.Decide(File.Programme, p, [])).ThenNothing();

    [Fact]
    public void a_next_version_supersedes_the_one_before() => Nothing.Given(Published(File))
        .When(p => PublishProgramme.Decide(Next.Programme, p, [])).Then(Published(Next, "2026.11-draft3"));

    [Fact]
    public void of_two_versions_from_one_day_the_later_published_is_in_force()
    {
        var published = new PublishedProgramme().Fold(Published(File)).Fold(Published(Next));
        Assert.Equal("2026.12", published.InForce(Today)!.Version);
        Assert.Null(published.InForce(Day("2015-12-31")));
        Assert.Equal("programme.not-in-force", Assert.Throws<RuleBroken>(() => published.RequireInForce(Day("2015-12-31"))).Code);
    }

    [Fact]
    public void a_rule_is_confirmed_once() => Nothing.Given(Published(File))
        .When(p => Confirm(p, File, new("cn.g22.s1"), new ConfirmedCriterion("cn.g22.s1"))).Then(Confirmed(File, "cn.g22.s1"));

    [Fact]
    public void what_stands_unchanged_in_the_next_version_stays_confirmed() => Nothing
        .Given(Published(File), Confirmed(File, "cn.g22.s1"), Published(Next))
        .When(p => Confirm(p, Next, new ConfirmedCriterion("cn.g22.s1"))).ThenNothing();

    [Fact]
    public void a_rule_that_a_version_changes_is_confirmed_anew_and_cases_of_the_version_before_keep_theirs()
    {
        const string id = "cn.hnte.c1";
        var published = new PublishedProgramme().Fold(Published(File)).Fold(Confirmed(File, id)).Fold(Published(Changed));
        Assert.DoesNotContain(id, Changed.Confirmed(published.Confirmations).Keys);
        published = published.Fold(Confirmed(Changed, id));
        Assert.Contains(id, Changed.Confirmed(published.Confirmations).Keys);
        Assert.Contains(id, File.Confirmed(published.Confirmations).Keys);
    }

    [Fact]
    public void a_confirmed_value_is_the_published_one()
    {
        var published = new PublishedProgramme().Fold(Published(File));
        var rule = File.Written["cn.hnte.c1"];
        Assert.Single(Confirm(published, File, new ConfirmedCriterion("cn.hnte.c1", JsonElement.Parse("365"))));
        Assert.Single(Confirm(published, File, new ConfirmedCriterion("cn.hnte.c1", rule)));
        Assert.Equal("programme.value-differs", Assert.Throws<RuleBroken>(() => Confirm(published, File, new ConfirmedCriterion("cn.hnte.c1", JsonElement.Parse("366")))).Code);
        Assert.Equal("programme.criterion-unknown", Assert.Throws<RuleBroken>(() => Confirm(published, File, new ConfirmedCriterion("cn.nothing"))).Code);
    }

    private static string Read(string name) => System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Programmes", $"{name}.json"));
}
