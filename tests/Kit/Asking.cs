using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cultivation.Kit;

/// <summary>Short ways to ask the product over HTTP, as a careful client does: each command under an Idempotency-Key.</summary>
public static class Asking
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>POSTs a command. A body that is a string is sent as it is.</summary>
    /// <param name="key">Null: a new one. Empty: none.</param>
    /// <param name="ifMatch">The ETag that was read, for an edit.</param>
    /// <param name="type">Media type of the body.</param>
    /// <param name="knownSince">The header Known-Since, for history.</param>
    public static Task<HttpResponseMessage> Command(
        this HttpClient client, string path, object body, string? key = null, string? ifMatch = null, string type = "application/json", string? knownSince = null)
    {
        var text = body as string ?? JsonSerializer.Serialize(body, Web);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        if (key is not "")
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (knownSince is not null)
            request.Headers.TryAddWithoutValidation("Known-Since", knownSince);
        return client.SendAsync(request);
    }

    /// <summary>The ETag of a version.</summary>
    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The ETag of what is at an address.</summary>
    public static async Task<string> ETag(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.EnsureSuccessStatusCode().Headers.ETag!.ToString();
    }

    /// <summary>The JSON of a good answer.</summary>
    /// <exception cref="HttpRequestException">The answer is a refusal; its text is in the message.</exception>
    public static async Task<JsonElement> Good(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text.Length == 0 ? "null" : text) : throw Unexpected(answer, text);
    }

    /// <summary>Status and code of a refusal.</summary>
    public static async Task<(int Status, string Code)> Problem(this Task<HttpResponseMessage> asked)
    {
        var (status, body) = await asked.ProblemBody();
        return (status, body.Text("code"));
    }

    /// <summary>Status and problem details of a refusal.</summary>
    /// <exception cref="HttpRequestException">The answer is no problem (RFC 9457) with its own status and a title.</exception>
    public static async Task<(int Status, JsonElement Body)> ProblemBody(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            throw Unexpected(answer, text);
        var body = JsonElement.Parse(text);
        return body.Int("status") == (int)answer.StatusCode && body.Text("title").Length > 0 ? ((int)answer.StatusCode, body) : throw Unexpected(answer, text);
    }

    /// <summary>The JSON at an address.</summary>
    public static Task<JsonElement> Read(this HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative)).Good();

    /// <summary>A member's text.</summary>
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    /// <summary>A member's whole number.</summary>
    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static HttpRequestException Unexpected(HttpResponseMessage answer, string text) =>
        new($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}", null, answer.StatusCode);
}
