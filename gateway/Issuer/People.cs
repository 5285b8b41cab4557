using System.Text.Json;

namespace Cultivation.Gateway.Issuer;

/// <summary>One of the demo people, and the claims of their tokens.</summary>
internal sealed record DemoPerson(string Id, string Name, string[] Roles, string[] Districts, string? Bank = null, string? Firm = null);

/// <summary>The content of people.json.</summary>
internal sealed class People(DemoPerson[] people)
{
    public DemoPerson? Find(string id) => Array.Find(people, person => person.Id == id);

    public static People Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Issuer", "people.json"));
        return new(JsonSerializer.Deserialize<DemoPerson[]>(file, JsonSerializerOptions.Web)!);
    }
}
