using System.Reflection;
using System.Text.Json;

namespace Cultivation.Hosting;

/// <summary>What a type of event is called on a page.</summary>
public sealed record EventTitle(string Zh, string En)
{
    /// <summary>Those of a service by the stored names of their types, from a file that is embedded in it.</summary>
    public static IReadOnlyDictionary<string, EventTitle> Read(Assembly service, string resource)
    {
        using var stream = service.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<Dictionary<string, EventTitle>>(stream, Json.Web)!;
    }
}
