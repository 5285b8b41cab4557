using System.Collections.Concurrent;

namespace Cultivation.Finance.Tests;

/// <summary>The banks of one district. Their virtual hosts outlive the service that made them, and go with the district: others run beside it.</summary>
internal sealed class Banks
{
    private readonly ConcurrentBag<string> made = [];

    public static string Place(string id) => $"bank.{District.Code}.{id}";

    /// <summary>A bank's id that no other test of any process uses.</summary>
    public string NewId()
    {
        var id = $"t{Guid.NewGuid().ToString("N")[..16]}";
        made.Add(id);
        return id;
    }

    public async Task Remove(HttpClient management)
    {
        foreach (var id in made)
        {
            (await management.DeleteAsync($"api/vhosts/{Place(id)}")).Dispose();
            (await management.DeleteAsync($"api/users/{Place(id)}")).Dispose();
        }
    }
}
