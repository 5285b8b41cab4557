using System.Text.Json.Nodes;
using Cultivation.Kit;

namespace Cultivation.Contracts.Tests;

public sealed class AsyncApiSpecs
{
    [Fact]
    public void the_shipped_document_is_made_from_the_contracts()
    {
        var made = Yaml.Of(AsyncApi.Document(Examples()));
        Assert.Equal(ShippedDocument.Written("asyncapi.yaml", made), made);
    }

    /// <summary>The bytes that Finance's tests pin, and the one that tells nothing.</summary>
    internal static IEnumerable<(string Name, JsonNode Entry)> Examples() => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "entries"), "entry-*.json")
        .Order(StringComparer.Ordinal).Select(file => (Path.GetFileNameWithoutExtension(file)["entry-".Length..], JsonNode.Parse(File.ReadAllText(file))!))
        .Append(("withheld", new JsonObject { ["position"] = 7, ["withheld"] = true }));
}
