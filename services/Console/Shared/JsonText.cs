using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cultivation.Console.Shared;

/// <summary>JSON for a person's eye: indented, Chinese as it is. Razor encodes it for the page.</summary>
public static class JsonText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonElement json) => JsonSerializer.Serialize(json, Readable);
}
