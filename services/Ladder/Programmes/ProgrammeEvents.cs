using System.Text.Json;

namespace Cultivation.Ladder.Programmes;

// Stored for ever in the stream programme:{id} of the tenant whose rule it is: add, never rename.

/// <param name="SourceRef">What the rule rests on, as the file says.</param>
/// <param name="RulesHash">SHA-256 of the file's canonical JSON; the text is a document under this key.</param>
/// <param name="Imports">What it refers to, pinned.</param>
public sealed record ProgrammeVersionPublished(
    string ProgrammeId, string Version, DateOnly EffectiveFrom, DateOnly? EffectiveTo, string? SupersedesVersion, string SourceRef, string RulesHash,
    ImportedProgramme[] Imports);

/// <summary>Turns what was not documented into a rule of the commission's own; without it that may decide no real case.</summary>
/// <param name="ConfirmedValue">The published rule that was confirmed; a version that changes it needs a new confirmation.</param>
public sealed record CriterionAssumptionConfirmed(
    string CriterionId, JsonElement ConfirmedValue, string DocumentRef, string ConfirmedBy, DateOnly ConfirmedOn, string Version);

/// <summary>A version of another programme, by tenant and hash.</summary>
public sealed record ImportedProgramme(string Tenant, string ProgrammeId, string Version, string RulesHash);
