using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Cultivation.Contracts.Tests;

/// <summary>JSON as people read it.</summary>
internal static class Yaml
{
    public static string Of(JsonNode document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(Node(document))).Save(text, assignAnchors: false);
        return text.ToString().Replace("...\n", "", StringComparison.Ordinal);
    }

    private static YamlNode Node(JsonNode? json) => json switch
    {
        JsonObject members => new YamlMappingNode(members.Where(m => m.Value is not null || m.Key == "previous").SelectMany(m => new[] { new YamlScalarNode(m.Key), Node(m.Value) })),
        JsonArray items => new YamlSequenceNode(items.Select(Node)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => new YamlScalarNode(value.GetValue<string>()) { Style = ScalarStyle.DoubleQuoted },
        null => new YamlScalarNode("null"),
        _ => new YamlScalarNode(json.ToJsonString()),
    };
}
