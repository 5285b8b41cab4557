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

    /// <summary>The version in force on a day, of two from one day the one published later; null before the first.</summary>
    internal PublishedVersion? InForce(DateOnly day) => Versions
        .Where(v => v.EffectiveFrom <= day && (v.EffectiveTo is null || day <= v.EffectiveTo)).OrderBy(v => v.EffectiveFrom).LastOrDefault();

    /// <exception cref="RuleBroken"><c>programme.not-in-force</c>.</exception>
    internal PublishedVersion RequireInForce(DateOnly day) => InForce(day) ?? throw new RuleBroken("programme.not-in-force", new { id = ProgrammeId, day });

    public PublishedProgramme Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public PublishedProgramme Fold(object happened) => happened switch
    {
        ProgrammeVersionPublished e => this with
        {
            ProgrammeId = e.ProgrammeId, Versions = [.. Versions, new(e.Version, e.RulesHash, e.EffectiveFrom, e.EffectiveTo, e.Imports)],
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
public sealed record PublishedVersion(string Version, string Hash, DateOnly EffectiveFrom, DateOnly? EffectiveTo, ImportedProgramme[] Imports);

/// <summary>A confirmation of one id.</summary>
public sealed record Confirmation(string CriterionId, JsonElement Value, string DocumentRef, string ConfirmedBy, DateOnly ConfirmedOn);

/// <summary>The file of a version, kept under its hash.</summary>
public sealed record ProgrammeText(string Id, string Json);
