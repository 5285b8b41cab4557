using System.Text.Json;
using JasperFx.Events;

namespace Cultivation.Ladder.Programmes;

/// <summary>The published versions of a programme and what has been confirmed of them.</summary>
public sealed record PublishedProgramme
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string ProgrammeId { get; init; } = "";
    public PublishedVersion[] Versions { get; init; } = [];
    public Confirmation[] Confirmations { get; init; } = [];

    internal static string Key(string programmeId) => $"programme:{programmeId}";

    internal PublishedVersion Latest => Versions[^1];

    /// <exception cref="RuleBroken"><c>programme.version-unknown</c>.</exception>
    internal PublishedVersion Require(string version) =>
        Versions.SingleOrDefault(v => v.Version == version) ?? throw new RuleBroken("programme.version-unknown", new { id = ProgrammeId, version });

    /// <summary>
    /// The version in force on a day: the last one that has taken effect, of two from one day the one published later. Null before the first and after the
    /// last day of that one: what it superseded does not come back.
    /// </summary>
    internal PublishedVersion? InForce(DateOnly day) =>
        Versions.Where(v => v.EffectiveFrom <= day).OrderBy(v => v.EffectiveFrom).LastOrDefault() is { } last && !(last.EffectiveTo < day) ? last : null;

    /// <exception cref="RuleBroken"><c>programme.not-in-force</c>.</exception>
    internal PublishedVersion RequireInForce(DateOnly day) => InForce(day) ?? throw new RuleBroken("programme.not-in-force", new { id = ProgrammeId, day });

    /// <summary>
    /// The version under which a case is accepted: the one in force, unless its transition keeps what was submitted before its first day on the one before.
    /// </summary>
    /// <param name="unconfirmed">The versions whose transition waits for a confirmation.</param>
    /// <exception cref="RuleBroken"><c>programme.not-in-force</c>, <c>programme.transition-unconfirmed</c>.</exception>
    internal PublishedVersion ForCase(string stageId, DateOnly submittedOn, DateOnly today, IReadOnlySet<string> unconfirmed)
    {
        var version = RequireInForce(today);
        while (submittedOn < version.EffectiveFrom && version.KeepsOnTheOneBefore(stageId, today) && Before(version) is { } before)
        {
            if (unconfirmed.Contains(version.Version))
                throw new RuleBroken("programme.transition-unconfirmed", new { version.Transition!.RuleId, version.Version });
            version = before;
        }
        return version;
    }

    // The version that was in force on the day before; nothing comes before a version that replaced another from its first day.
    private PublishedVersion? Before(PublishedVersion version) => InForce(version.EffectiveFrom.AddDays(-1));

    public PublishedProgramme Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public PublishedProgramme Fold(object happened) => happened switch
    {
        ProgrammeVersionPublished e => this with
        {
            ProgrammeId = e.ProgrammeId, Versions = [.. Versions, new(e.Version, e.RulesHash, e.EffectiveFrom, e.EffectiveTo, e.Imports, e.Transition)],
        },
        CriterionAssumptionConfirmed e => this with
        {
            // An earlier confirmation stays: cases that are pinned to the version before rest on it.
            Confirmations = [.. Confirmations, new(e.CriterionId, e.ConfirmedValue, e.DocumentRef, e.ConfirmedBy, e.ConfirmedOn)],
        },
        _ => this,
    };
}

/// <summary>A published version.</summary>
public sealed record PublishedVersion(
    string Version, string Hash, DateOnly EffectiveFrom, DateOnly? EffectiveTo, ImportedProgramme[] Imports, VersionTransition? Transition = null)
{
    internal bool KeepsOnTheOneBefore(string stageId, DateOnly today) => Transition is { Stay: OpenCasesStay.Submitted } transition
        && (transition.Stages.Length == 0 || transition.Stages.Contains(stageId)) && !(transition.Until < today);
}

/// <summary>A confirmation of one id.</summary>
public sealed record Confirmation(string CriterionId, JsonElement Value, string DocumentRef, string ConfirmedBy, DateOnly ConfirmedOn);

/// <summary>The file of a version, kept under its hash.</summary>
public sealed record ProgrammeText(string Id, string Json);
