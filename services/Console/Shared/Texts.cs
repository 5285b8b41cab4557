using System.Reflection;
using System.Text.Json;

namespace Cultivation.Console.Shared;

/// <summary>A text in both languages. <c>{name}</c> stands for a value.</summary>
public sealed record Text(string Zh, string En)
{
    /// <summary>In the reader's language.</summary>
    public string In(Reader reader) => reader.Either(Zh, En);
}

/// <summary>All texts of the console: each feature keeps its own in <c>texts.json</c> beside its pages, as <c>"feature.name": { "zh": …, "en": … }</c>.</summary>
public sealed class Texts
{
    private readonly Dictionary<string, Text> texts = new(StringComparer.Ordinal);

    /// <summary>Reads the texts of all features; a key that two features use is a fault.</summary>
    public Texts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith("texts.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, Text>>(stream, JsonSerializerOptions.Web)!)
                texts.Add(key, text);
        }
    }

    /// <summary>Null where there is no such key.</summary>
    public Text? Find(string key) => texts.GetValueOrDefault(key);
}
