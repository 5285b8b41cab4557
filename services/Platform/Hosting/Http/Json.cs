using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cultivation.Hosting;

/// <summary>How JSON is written and how strictly it is read.</summary>
public static class Json
{
    /// <summary>For HTTP bodies: camelCase, enums as camelCase words, unknown and missing members refused, Chinese left readable.</summary>
    public static JsonSerializerOptions Web { get; } = Strict(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>As <see cref="Web"/>, with the references of texts in place of the words: to compare states.</summary>
    public static JsonSerializerOptions Compared { get; } = new(Web) { Converters = { new StoredText() } };

    /// <summary>Applies the same to the framework's own options.</summary>
    internal static JsonSerializerOptions Strict(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    /// <summary>For events, documents and messages: the same words, but tolerant of members that a later version added.</summary>
    public static void Stored(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new StoredText());
    }
}
