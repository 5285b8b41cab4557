using System.Text.Json;

namespace Cultivation.Ladder.Programmes;

// Stored for ever in the stream programme:{id} of the tenant whose rule it is: add, never rename.

/// <param name="SourceRef">What the rule rests on, as the file says.</param>
/// <param name="RulesHash">SHA-256 of the file's canonical JSON; the text is a document under this key.</param>
/// <param name="Imports">What it refers to, pinned.</param>
/// <param name="Transition">Which open cases stay on the version before; null: those that were accepted under it.</param>
public sealed record ProgrammeVersionPublished(
    string ProgrammeId, string Version, DateOnly EffectiveFrom, DateOnly? EffectiveTo, string? SupersedesVersion, string SourceRef, string RulesHash,
    ImportedProgramme[] Imports, VersionTransition? Transition = null);

/// <summary>What the file's <c>transition</c> says about cases that are open when the version takes effect.</summary>
/// <param name="RuleId">Its id in the file, by which it is confirmed.</param>
/// <param name="Stages">The stages meant; empty means all.</param>
/// <param name="Until">Last day on which a case is still accepted under the version before; null means no such day.</param>
/// <param name="NeedsConfirmation">It is not documented: no case is accepted by it before it is confirmed.</param>
public sealed record VersionTransition(string RuleId, OpenCasesStay Stay, string[] Stages, DateOnly? Until, bool NeedsConfirmation);

/// <summary>Accepted: a case stays on the version before if it was accepted under it. Submitted: if it was submitted before, too.</summary>
public enum OpenCasesStay { Accepted, Submitted }

/// <summary>Turns what was not documented into a rule of the commission's own; without it that may decide no real case.</summary>
/// <param name="ConfirmedValue">The published rule that was confirmed; a version that changes it needs a new confirmation.</param>
public sealed record CriterionAssumptionConfirmed(
    string CriterionId, JsonElement ConfirmedValue, string DocumentRef, string ConfirmedBy, DateOnly ConfirmedOn, string Version);

/// <summary>A version of another programme, by tenant and hash.</summary>
public sealed record ImportedProgramme(string Tenant, string ProgrammeId, string Version, string RulesHash);
