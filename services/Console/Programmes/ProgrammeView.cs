using Cultivation.Console.Shared;

namespace Cultivation.Console.Programmes;

/// <summary>A programme in the list.</summary>
/// <param name="District">Whose rule it is.</param>
public sealed record ListedProgramme(string Id, string District, string TitleZh, string TitleEn, string LatestVersion, DateOnly EffectiveFrom);

/// <summary>A programme with its versions, and what of the latest may be, or is, confirmed.</summary>
public sealed record ProgrammeView(string Id, string District, string TitleZh, string TitleEn, PublishedVersion[] Versions, ConfirmableRule[] Confirmable)
{
    /// <summary>The one published last.</summary>
    public PublishedVersion Latest => Versions[^1];

    /// <summary>The version in force on a day; null for none.</summary>
    public PublishedVersion? InForce(DateOnly day) =>
        Versions.Where(version => version.EffectiveFrom <= day).OrderBy(version => version.EffectiveFrom).LastOrDefault() is { } last && !(last.EffectiveTo < day) ? last : null;

    /// <summary>Rules that may not decide before they are confirmed.</summary>
    public IEnumerable<ConfirmableRule> Waiting => Confirmable.Where(rule => rule.NeedsConfirmation && !rule.Confirmed);
}

/// <summary>A published version.</summary>
public sealed record PublishedVersion(string Version, DateOnly EffectiveFrom, DateOnly? EffectiveTo, Import[] Imports);

/// <summary>Another programme that a version refers to, pinned.</summary>
public sealed record Import(string ProgrammeId, string Version);

/// <summary>A rule with a certainty.</summary>
/// <param name="Path">Its place in the file, as a JSON path.</param>
/// <param name="NeedsConfirmation">It may decide no real case before it is confirmed.</param>
public sealed record ConfirmableRule(
    string Id, string Path, string Zh, string En, string Certainty, bool NeedsConfirmation, bool Confirmed, string? DocumentRef, DateOnly? ConfirmedOn,
    string? ConfirmedBy);

/// <summary>A change from one version to another, in words.</summary>
/// <param name="Kind">added, removed, changed or moved.</param>
public sealed record Change(string Kind, string Path, string Zh, string En);

/// <summary>A round of filings for a stage.</summary>
public sealed record Window(string Round, DateOnly OpensOn, DateOnly ClosesOn, string DocumentRef);

/// <summary>A stage and its rounds.</summary>
public sealed record StageWindows(Rung Stage, Window[] Rounds);
