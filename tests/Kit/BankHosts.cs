using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Servers;

namespace Cultivation.Kit;

/// <summary>The virtual hosts and users that Finance makes for banks, all named <c>bank.…</c>.</summary>
public static class BankHosts
{
    public static async Task DeleteAsync(Uri rabbitMqManagement)
    {
        using var management = Management.Client(rabbitMqManagement);
        foreach (var kind in new[] { "vhosts", "users" })
        {
            foreach (var found in await management.GetFromJsonAsync<JsonElement[]>($"api/{kind}") ?? [])
            {
                if (found.GetProperty("name").GetString() is { } name && name.StartsWith("bank", StringComparison.Ordinal))
                    (await management.DeleteAsync($"api/{kind}/{Uri.EscapeDataString(name)}")).EnsureSuccessStatusCode();
            }
        }
    }
}
