using Cultivation.Criteria;
using Cultivation.Ladder.Tests.Http;

namespace Cultivation.Ladder.Tests;

/// <summary>The shipped programmes as an evaluation opens them.</summary>
internal static class Books
{
    /// <summary>Jiading's ladder on the national titles, with the given ids confirmed.</summary>
    public static RuleBook Jiading(params string[] confirmed) => Of("jiading-six-stage", confirmed);

    /// <summary>Tongxiang's, with its side ladders.</summary>
    public static RuleBook Tongxiang(params string[] confirmed) => Of("tongxiang-nursery", confirmed);

    private static RuleBook Of(string programme, string[] confirmed) => new(
        new PublishedProgramme { ProgrammeId = programme }, new("2026.11", "ab12", Given.Day("2019-02-18"), null, []),
        new ProgrammeSet(ProgrammeFile.Parse(Flow.File(programme)), ProgrammeFile.Parse(Flow.File("cn-national-credentials"))),
        confirmed.ToHashSet(StringComparer.Ordinal), []);
}
