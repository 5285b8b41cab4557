using System.Globalization;

namespace Cultivation.Finance.Tests;

/// <summary>What the tests leave on the broker goes when they end: virtual hosts of banks outlive the service that made them.</summary>
internal static class Banks
{
    private static readonly List<string> Made = [];
    private static int count;

    /// <summary>A bank's id that no other test of any process uses.</summary>
    public static string NewId()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"t{Guid.NewGuid().ToString("N")[..10]}-{Interlocked.Increment(ref count)}");
        lock (Made)
            Made.Add(id);
        return id;
    }

    public static string Place(string id) => $"bank.{District.Code}.{id}";

    public static async Task Remove(District district)
    {
        using var management = district.ManagementClient();
        string[] made;
        lock (Made)
            made = [.. Made];
        foreach (var id in made)
        {
            (await management.DeleteAsync($"api/vhosts/{Place(id)}")).Dispose();
            (await management.DeleteAsync($"api/users/{Place(id)}")).Dispose();
        }
    }
}
