using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marten.Services;

/// <summary>Header values come back as strings, numbers and booleans instead of JsonElement.</summary>
internal sealed class HeaderValueConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.Null: return null;
            case JsonTokenType.Number when reader.TryGetInt64(out var whole): return whole;
            case JsonTokenType.Number: return reader.GetDouble();
            default:
                using (var document = JsonDocument.ParseValue(ref reader)) return document.RootElement.Clone();
        }
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
}
