using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cultivation.Hosting;

/// <summary>
/// What a person wrote in words of their own: a reason, a note, a finding. It may name people, so events and states hold its reference only, and the words
/// stand in a <see cref="KeptText"/> that can be erased. In HTTP bodies it is a plain string, empty once it is erased.
/// </summary>
/// <param name="Ref">Id of the document; null for words that stand where they are: those of events from before, and what the software itself says.</param>
[JsonConverter(typeof(SpokenText))]
public sealed record FreeText(string? Ref, string? Text)
{
    /// <summary>The words; null where they were erased or are not loaded.</summary>
    public string? Text { get; internal set; } = Text;

    /// <summary>Came with a command and is kept nowhere yet.</summary>
    internal bool New { get; init; }

    /// <summary>What the software says itself, or what a paper is called: nobody has to be able to erase it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator FreeText?(string? text) => text is null ? null : new(null, text);
}

/// <summary>As HTTP has it: a string. What is read is new and gets its reference.</summary>
internal sealed class SpokenText : JsonConverter<FreeText>
{
    public override FreeText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new(Guid.CreateVersion7().ToString("N"), reader.GetString()) { New = true } : throw new JsonException("a text is needed");

    public override void Write(Utf8JsonWriter writer, FreeText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text ?? "");
}

/// <summary>As events and documents have it: <c>{"textRef": "…"}</c>. The plain string of events from before is read as it stands.</summary>
internal sealed class StoredText : JsonConverter<FreeText>
{
    private const string Member = "textRef";

    public override FreeText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new(null, reader.GetString());
        using var stored = JsonDocument.ParseValue(ref reader);
        return new(stored.RootElement.GetProperty(Member).GetString(), null);
    }

    public override void Write(Utf8JsonWriter writer, FreeText value, JsonSerializerOptions options)
    {
        if (value.Ref is null)
        {
            writer.WriteStringValue(value.Text);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString(Member, value.Ref);
        writer.WriteEndObject();
    }
}
