using System.Text.Json;
using System.Text.Json.Serialization;
using Cultivation.Hosting;

namespace Cultivation.Console.Shared;

/// <summary>A line of the timeline of a firm or a case.</summary>
public sealed record TimelineLine(
    long Version, string Type, string TitleZh, string TitleEn, DateOnly? EffectiveOn, DateTimeOffset RecordedAt, string? By, string? TraceId, JsonElement Data)
{
    /// <summary>For imported history: when the commission knew, and the list that shows it.</summary>
    public KnownSince? KnownSince { get; init; }

    /// <summary>Where it stands, if lines of several streams are shown.</summary>
    public string? Stream { get; init; }

    /// <summary>Its place in its service's log; 0 where it is not told.</summary>
    public long Position { get; init; }

    /// <summary>The page of what it is about, where that is another one.</summary>
    [JsonIgnore]
    public Place? Place { get; init; }
}

/// <summary>A page, by what it shows: a word of the texts <c>timeline.place</c>.</summary>
public sealed record Place(string Path, string Kind, string Name);
