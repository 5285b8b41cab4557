using System.Text.Json;
using Cultivation.Merkle;

namespace Cultivation.Verifier;

/// <summary>Positions rise, and each stream counts its events from 1: what was taken out of the middle, or put in, shows.</summary>
/// <param name="fromBeginning">The file begins with the first event, so that streams begin with their first.</param>
internal sealed class StreamOrder(bool fromBeginning)
{
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private long position;

    /// <summary>What is wrong with the event's place; null for nothing.</summary>
    public string? Fault(ExportedEvent e)
    {
        var name = Interval.Name(e);
        var before = position;
        position = e.Position;
        var known = versions.TryGetValue(e.Stream, out var last);
        versions[e.Stream] = e.Version;
        if (e.Position <= before)
            return $"Moved: the {name} stands behind position {before}.";
        if ((known || fromBeginning) && e.Version > last + 1)
            return $"Removed: version {last + 1}{(e.Version == last + 2 ? "" : $" to {e.Version - 1}")} of {e.Stream}, before the {name}.";
        return known && e.Version <= last ? $"Inserted: the {name} follows version {last} of its stream." : null;
    }

    /// <summary>The member in which a line and its event differ; null for none.</summary>
    public string? Differs(ExportedEvent line, JsonElement e)
    {
        if (e.ValueKind != JsonValueKind.Object)
            return "event";
        bool Says(string member, string value) =>
            e.TryGetProperty(member, out var found) && (found.ValueKind == JsonValueKind.String ? found.GetString() : found.GetRawText()) == value;
        return !Says("position", $"{line.Position}") ? "position"
            : !Says("stream", line.Stream) ? "stream"
            : !Says("version", $"{line.Version}") ? "version"
            : !Says("type", line.Type) ? "type"
            : null;
    }
}
