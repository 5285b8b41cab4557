using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Short ways to ask the service.</summary>
internal static class Asking
{
    public static Task<HttpResponseMessage> Command(
        this HttpClient client, string path, object body, string? key = null, string? ifMatch = null, string? knownSince = null) =>
        client.Send(path, body as string ?? JsonSerializer.Serialize(body, Json.Web), "application/json", key, ifMatch, knownSince);

    public static Task<HttpResponseMessage> Csv(this HttpClient client, string path, string body, string? key = null, string? knownSince = null) =>
        client.Send(path, body, "text/csv", key, null, knownSince);

    private static Task<HttpResponseMessage> Send(
        this HttpClient client, string path, string body, string type, string? key, string? ifMatch, string? knownSince)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, new MediaTypeHeaderValue(type)) };
        if (key is not "")
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (knownSince is not null)
            request.Headers.TryAddWithoutValidation("Known-Since", knownSince);
        return client.SendAsync(request);
    }

    /// <summary>The body of a good answer.</summary>
    public static async Task<JsonElement> Good(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    public static async Task<JsonElement> Get(this HttpClient client, string path) => await client.GetAsync(path).Good();

    public static async Task<(int Status, string Code)> Problem(this Task<HttpResponseMessage> asked)
    {
        var (status, body) = await asked.ProblemBody();
        return (status, body.GetProperty("code").GetString()!);
    }

    public static async Task<(int Status, JsonElement Body)> ProblemBody(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True("application/problem+json" == answer.Content.Headers.ContentType?.MediaType, $"{(int)answer.StatusCode} {body}");
        Assert.NotEqual("", body.GetProperty("title").GetString());
        return ((int)answer.StatusCode, body);
    }

    public static async Task<string> ETag(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.ETag!.ToString();
    }

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
