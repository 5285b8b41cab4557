using System.Text.Json;

namespace Cultivation.Console.Shared;

/// <summary>A line of the timeline of a firm or a case.</summary>
public sealed record TimelineLine(
    long Version, string Type, string TitleZh, string TitleEn, DateOnly? EffectiveOn, DateTimeOffset RecordedAt, string? By, string? TraceId, JsonElement Data);
