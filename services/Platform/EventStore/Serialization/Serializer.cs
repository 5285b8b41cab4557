using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Weasel.Core;

namespace Marten.Services;

/// <summary>JSON in and out, with the options of the store. Marten's defaults: member names as in the class, enums as integers.</summary>
internal sealed class Serializer
{
    readonly JsonSerializerOptions headers;

    public Serializer(JsonSerializerOptions? options, EnumStorage enums, Casing casing, Action<JsonSerializerOptions>? configure)
    {
        Options = options is null ? new() : new(options);
        Options.PropertyNamingPolicy = casing switch
        {
            Casing.CamelCase => JsonNamingPolicy.CamelCase,
            Casing.SnakeCase => JsonNamingPolicy.SnakeCaseLower,
            _ => null,
        };
        if (enums == EnumStorage.AsString) Options.Converters.Add(new JsonStringEnumConverter());
        // jsonb reorders members, so a polymorphic object's discriminator may come last.
        Options.AllowOutOfOrderMetadataProperties = true;
        configure?.Invoke(Options);
        Options.MakeReadOnly(populateMissingResolver: true);
        EnumsAsStrings = enums == EnumStorage.AsString;
        headers = new(Options);
        headers.Converters.Add(new HeaderValueConverter());
    }

    public JsonSerializerOptions Options { get; }

    public bool EnumsAsStrings { get; }

    public byte[] ToJson(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options);

    public JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    public T Read<T>(ReadOnlySpan<byte> json) => Read(json, Of<T>());

    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException($"null where a {typeof(T).Name} is stored");

    public byte[]? HeadersToJson(Dictionary<string, object>? values) =>
        values is null ? null : JsonSerializer.SerializeToUtf8Bytes(values, Options);

    public Dictionary<string, object>? ReadHeaders(byte[]? json) =>
        json is null ? null : JsonSerializer.Deserialize<Dictionary<string, object>>(json, headers);

    public string MemberName(string clrName) => Options.PropertyNamingPolicy?.ConvertName(clrName) ?? clrName;
}
