using System.Text.Json;
using System.Text.Json.Serialization;
using Cultivation.Hosting;

namespace Cultivation.Console.Shared;

/// <summary>An event as a timeline shows it.</summary>
/// <param name="Position">Its place in its service's log.</param>
/// <param name="Stream">The stream in which it stands, at <paramref name="Version"/>.</param>
/// <param name="KnownSince">For imported history: when the commission knew, and the list that shows it.</param>
public sealed record TimelineLine(
    long Position, string Stream, long Version, string Type, string TitleZh, string TitleEn, DateOnly? EffectiveOn, DateTimeOffset RecordedAt, KnownSince? KnownSince,
    string? By, string? TraceId, JsonElement Data)
{
    /// <summary>The page of what it is about, where that is another one.</summary>
    [JsonIgnore]
    public Place? Place { get; init; }
}

/// <summary>A page, by what it shows: a word of the texts <c>timeline.place</c>.</summary>
public sealed record Place(string Path, string Kind, string Name);
