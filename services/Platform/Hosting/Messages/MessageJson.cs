using System.Text.Json;
using Cultivation.Contracts;

namespace Cultivation.Hosting;

/// <summary>JSON of contracts: the same between services and in <c>/changes</c>.</summary>
internal static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = Made();

    public static JsonElement Write(object contract) => JsonSerializer.SerializeToElement(contract, contract.GetType(), Options);

    public static T Read<T>(JsonElement data) => data.Deserialize<T>(Options) ?? throw new JsonException($"{typeof(T).Name} is null");

    /// <summary>The record that a change carries.</summary>
    public static object Read(Change change) =>
        change.Data.Deserialize(Catalogue.Named(change.Type)!.Type, Options) ?? throw new JsonException($"{change.Type} is null");

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        return options;
    }
}
