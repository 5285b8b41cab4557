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
    /// <param name="key">Null: a new one.</param>
    /// <param name="ifMatch">The version that was read, for an edit.</param>
    public static Task<HttpResponseMessage> Command(
        this HttpClient client, string path, object body, string? key = null, long? ifMatch = null, string type = "application/json")
    {
        var text = body as string ?? JsonSerializer.Serialize(body, Web);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is { } version)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return client.SendAsync(request);
    }

    /// <summary>The JSON of a good answer.</summary>
    /// <exception cref="HttpRequestException">The answer is a refusal; its text is in the message.</exception>
    public static async Task<JsonElement> Good(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonElement.Parse(text.Length == 0 ? "null" : text)
            : throw new HttpRequestException($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}", null, answer.StatusCode);
    }

    /// <summary>The JSON at an address.</summary>
    public static Task<JsonElement> Read(this HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative)).Good();

    /// <summary>A member's text.</summary>
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
