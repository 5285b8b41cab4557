using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Hosting;

namespace Cultivation.Finance.Tests;

internal static class Asking
{
    public static Task<HttpResponseMessage> Command(this HttpClient client, string path, object body, string? key = null, string? ifMatch = null) =>
        client.CommandText(path, JsonSerializer.Serialize(body, Json.Web), key, ifMatch);

    /// <param name="key">A new one unless given; empty for none.</param>
    public static Task<HttpResponseMessage> CommandText(this HttpClient client, string path, string body, string? key = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (key is not "")
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    public static async Task<JsonElement> Done(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public static async Task<string> Problem(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{(int)answer.StatusCode} {text}");
        return $"{(int)answer.StatusCode} {JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()}";
    }

    public static async Task<JsonElement> Get(this HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(path);
}
