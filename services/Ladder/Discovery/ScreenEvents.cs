using System.Text.Json;

namespace Cultivation.Ladder.Discovery;

// Stored for ever in the stream screen:{id}: add, never rename.

/// <summary>A search that is kept. The last one counts.</summary>
/// <param name="MostMissing">At most so many conditions of the stage are not met.</param>
/// <param name="MostOpen">At most so many wait for data or a person; null for any number.</param>
/// <param name="Industry">First characters of the industry code (GB/T 4754); null for all.</param>
/// <param name="Criteria">More criteria over facts, in the shape of programme files; null for none.</param>
public sealed record ScreenSaved(
    string ScreenId, string Name, string StageId, int MostMissing, int? MostOpen, string? Town, string? Industry, JsonElement? Criteria, string By);

/// <summary>It raised leads.</summary>
public sealed record ScreenApplied(string ScreenId, int Raised, DateOnly On, string By);

/// <summary>It is used no more.</summary>
public sealed record ScreenRetired(string ScreenId, string By);
