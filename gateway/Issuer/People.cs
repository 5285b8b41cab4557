using System.Text.Json;
using Cultivation.Hosting;

namespace Cultivation.Gateway.Issuer;

/// <summary>One of the demo people, and the claims of their tokens.</summary>
internal sealed record DemoPerson(string Id, string Name, string[] Roles, string[] Districts, string? Bank = null, string? Firm = null)
{
    /// <summary>Somebody of a firm acts for the one that the sign-in names: firms have no ids before they are registered.</summary>
    public DemoPerson For(string? firm) => Roles.Contains(Hosting.Roles.Firm) && !string.IsNullOrWhiteSpace(firm) ? this with { Firm = firm.Trim() } : this;

    public Dictionary<string, object?> Claims() => new()
    {
        ["sub"] = Id,
        ["name"] = Name,
        ["roles"] = Roles,
        ["districts"] = Districts,
        ["bank"] = Bank,
        ["firm"] = Firm,
    };
}

/// <summary>The content of people.json.</summary>
internal sealed class People(DemoPerson[] people)
{
    /// <summary>Those who sign in with a browser: not the loader, which acts as a service.</summary>
    public IEnumerable<DemoPerson> WhoSignIn => people.Where(person => !person.Roles.Contains(Roles.Service));

    public DemoPerson? Find(string id) => Array.Find(people, person => person.Id == id);

    public static People Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Issuer", "people.json"));
        return new(JsonSerializer.Deserialize<DemoPerson[]>(file, JsonSerializerOptions.Web)!);
    }
}
