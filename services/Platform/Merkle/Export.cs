using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cultivation.Merkle;

/// <summary>A line of an export: JSON Lines, first the header, then events in the order of their indexes, each checkpoint behind the last event that it covers.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ExportHeader), "header")]
[JsonDerivedType(typeof(ExportedEvent), "event")]
[JsonDerivedType(typeof(ExportedCheckpoint), "checkpoint")]
public abstract record ExportLine
{
    /// <summary>Names this form of the file.</summary>
    public const string ThisFormat = "cultivation-ledger/1";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, AllowOutOfOrderMetadataProperties = true, MaxDepth = CanonicalJson.MostDepth,
        NumberHandling = JsonNumberHandling.Strict, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    };

    public string Text() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">It is no line of an export.</exception>
    public static ExportLine Read(string line) => JsonSerializer.Deserialize<ExportLine>(line, Json) ?? throw new JsonException("null");
}

/// <param name="Format"><see cref="ExportLine.ThisFormat"/>.</param>
/// <param name="From">Index of the first event.</param>
/// <param name="To">Index behind the last one.</param>
/// <param name="Size">How many events the ledger has.</param>
/// <param name="Frontier">Of the tree over what comes before, 64 hex digits each; see <see cref="Merkle.Frontier.Peaks"/>.</param>
/// <param name="Before">The last checkpoint at or before the first event; null for none.</param>
/// <param name="Keys">The public keys that signed.</param>
public sealed record ExportHeader(
    string Format, string District, long From, long To, long Size, string[] Frontier, Checkpoint? Before, Jwk[] Keys, DateTimeOffset ExportedAt) : ExportLine;

/// <summary>An event beside its leaf.</summary>
/// <param name="Index">Null for an event without a leaf: it was not in the log when its neighbours were added to the tree.</param>
/// <param name="Leaf">Hash of the leaf, 64 hex digits; null without one.</param>
/// <param name="Nodes">Hashes of the subtrees that the leaf completes.</param>
/// <param name="Event">Its canonical JSON; null where a leaf has no event any more.</param>
public sealed record ExportedEvent(
    long? Index, long Position, string Stream, long Version, string Type, string? Leaf, string[] Nodes, JsonElement? Event) : ExportLine;

public sealed record ExportedCheckpoint(Checkpoint Checkpoint) : ExportLine;
