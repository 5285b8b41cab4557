using System.Text.Json;

namespace Cultivation.Hosting;

/// <summary>JSON of contracts: the same between services and in <c>/changes</c>.</summary>
internal static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = Made();

    public static JsonElement Write(object contract) => JsonSerializer.SerializeToElement(contract, contract.GetType(), Options);

    public static T Read<T>(JsonElement data) => data.Deserialize<T>(Options) ?? throw new JsonException($"{typeof(T).Name} is null");

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        return options;
    }
}
