using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>What a person needs who has just started everything.</summary>
internal static class Welcome
{
    public static async Task ShowAsync(RunState state)
    {
        Console.WriteLine();
        Console.WriteLine($"console     {state.Services.Single(service => service.Name == "console").Url}");
        Console.WriteLine($"gateway     {state.Gateway}");
        foreach (var service in state.Services.Where(service => service.Name is not ("gateway" or "console")))
            Console.WriteLine($"{service.Name,-11} {service.Url}openapi/v1.json, by the gateway at {state.Gateway}api/{service.Name}/");
        Console.WriteLine($"RabbitMQ    {state.RabbitMqManagement}");
        Console.WriteLine($"logs        {Path.Combine(RunFolder.Root, "logs")}");
        await ShowPeopleAsync(state.Gateway);
        Console.WriteLine();
        ShowMemory(state);
    }

    public static void ShowMemory(RunState state)
    {
        var processes = Memory.OfProcessAndChildren(state.ProcessId);
        Console.WriteLine($"memory      {processes.Sum(process => process.Bytes) / 1024 / 1024:0} MiB in {processes.Count} processes");
    }

    private static async Task ShowPeopleAsync(Uri gateway)
    {
        var file = Path.Combine(Path.GetDirectoryName(Checkout.Dll("gateway"))!, "Issuer", "people.json");
        if (!File.Exists(file))
            return;
        Console.WriteLine("\nDemo people, each with a token for `Authorization: Bearer`:");
        using var http = new HttpClient { BaseAddress = gateway };
        foreach (var person in JsonSerializer.Deserialize<Person[]>(await File.ReadAllTextAsync(file), JsonSerializerOptions.Web)!)
        {
            using var form = new FormUrlEncodedContent([new("grant_type", "urn:cultivation:demo-person"), new("person", person.Id)]);
            using var answer = await http.PostAsync("identity/token", form);
            var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Token>();
            Console.WriteLine($"  {person.Id} {person.Name} ({string.Join(", ", person.Roles)}; {string.Join(", ", person.Districts)})\n    {token!.Access_token}");
        }
    }

    private sealed record Person(string Id, string Name, string[] Roles, string[] Districts);

    private sealed record Token(string Access_token);
}
