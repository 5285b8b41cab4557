using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Cultivation.Hosting;

/// <summary>What the sources say of types and their parameters, from the documentation file beside each assembly.</summary>
internal sealed partial class XmlDocs
{
    private readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> read = new();

    /// <summary>Summary of a type; null where it has none.</summary>
    public string? Summary(Type type) => Text(Member(type)?.Element("summary"));

    /// <summary>What a record says of a parameter; null where it says nothing.</summary>
    public string? Parameter(Type type, string name) =>
        Text(Member(type)?.Elements("param").FirstOrDefault(p => string.Equals(p.Attribute("name")?.Value, name, StringComparison.OrdinalIgnoreCase)));

    private XElement? Member(Type type) => read.GetOrAdd(type.Assembly, Read).GetValueOrDefault($"T:{type.FullName?.Replace('+', '.')}");

    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal)
            : [];
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var parts = element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "paramref" } see => (see.Attribute("cref") ?? see.Attribute("name"))?.Value.Split('.', ':')[^1] ?? "",
            XElement inner => inner.Value,
            _ => "",
        });
        return Spaces().Replace(string.Concat(parts), " ").Trim();
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
