using System.Text.Json;

namespace Cultivation.Kit;

/// <summary>A bank's feed, as it is pulled.</summary>
public static class Feed
{
    /// <summary>Every entry, by pages.</summary>
    /// <param name="path">Of <c>…/v1/banks/{id}/feed</c>, after the client's address.</param>
    public static async Task<List<JsonElement>> AllAsync(HttpClient bank, string path)
    {
        var entries = new List<JsonElement>();
        for (var after = ""; ;)
        {
            var page = await bank.Read($"{path}?limit=500{after}");
            if (page.GetProperty("entries").GetArrayLength() == 0)
                return entries;
            entries.AddRange(page.GetProperty("entries").EnumerateArray());
            after = $"&after={page.Text("next")}";
        }
    }
}
