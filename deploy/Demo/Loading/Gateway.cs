using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cultivation.Demo.Loading;

/// <summary>What a request was answered.</summary>
/// <param name="ETag">For the next If-Match; null where none was given.</param>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body, string? ETag)
{
    public bool Ok => (int)Status is >= 200 and < 300;

    /// <summary>The stable code of a refusal; empty where there is none.</summary>
    public string Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";

    public string Text(string member) => Body.GetProperty(member).GetString()!;
}

/// <summary>A request that was not answered as the demo needs it.</summary>
internal sealed class NotAsExpected(string message) : Exception(message);

/// <summary>
/// The gateway, as one demo person sees it. Every command carries an Idempotency-Key that is the same in every run, so that a
/// second load changes nothing. One request in a hundred is traced.
/// </summary>
internal sealed class Gateway : IDisposable
{
    private const int OneTracedIn = 100;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly HttpClient _http;
    private readonly string _district;
    private readonly string _token;
    private readonly Counter _requests;

    private Gateway(HttpClient http, string token, string district, Counter requests) =>
        (_http, _token, _district, _requests) = (http, token, district, requests);

    public int Requests => _requests.Value;

    public static async Task<Gateway> For(string person, string district, Uri address, int connections)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = address };
        return new(http, await Token(http, person), district, new());
    }

    /// <summary>Another person in the same district.</summary>
    public async Task<Gateway> As(string person) => new(_http, await Token(_http, person), _district, _requests);

    /// <summary>The same person in another district or reference tenant.</summary>
    public Gateway In(string district) => new(_http, _token, district, _requests);

    public Task<Answer> Get(string path) => Send(() => new(HttpMethod.Get, path));

    /// <summary>Sends a command and throws if it is refused, unless with one of the codes in <paramref name="fine"/>.</summary>
    public async Task<Answer> Post(string path, object body, string key, Known? known = null, string? ifMatch = null, params string[] fine)
    {
        var answer = await Send(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is string csv ? Csv(csv) : Json(body) };
            request.Headers.Add("Idempotency-Key", key);
            if (known is not null)
                request.Headers.Add("Known-Since", known.ToString());
            if (ifMatch is not null)
                request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            return request;
        });
        return answer.Ok || fine.Contains(answer.Code)
            ? answer
            : throw new NotAsExpected($"POST {path} ({key}): {(int)answer.Status} {answer.Body}");
    }

    /// <summary>Asks again until the answer is as wanted.</summary>
    public async Task<Answer> Until(string path, Func<Answer, bool> wanted, TimeSpan bound)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = await Get(path);
            if (wanted(answer))
                return answer;
            if (clock.Elapsed > bound)
                throw new NotAsExpected($"GET {path}: not as wanted within {bound.TotalSeconds:0} s; the last was {(int)answer.Status} {answer.Body}");
            await Task.Delay(TimeSpan.FromMilliseconds(30));
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> Token(HttpClient http, string person)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "urn:cultivation:demo-person"), new("person", person)]);
        using var response = await http.PostAsync(new Uri("identity/token", UriKind.Relative), form);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString()!
            : throw new NotAsExpected($"no token for {person}: {(int)response.StatusCode} {text}");
    }

    private async Task<Answer> Send(Func<HttpRequestMessage> make)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            request.Headers.Add("District", _district);
            var traced = _requests.Next() % OneTracedIn == 0 ? "01" : "00";
            var (trace, span) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
            request.Headers.Add("traceparent", $"00-{trace}-{span}-{traced}");
            using var response = await _http.SendAsync(request);
            if ((int)response.StatusCode is 429 or 502 or 503 && attempt < 5)
            {
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(attempt));
                continue;
            }
            var bytes = await response.Content.ReadAsByteArrayAsync();
            return new(response.StatusCode, Parse(bytes), response.Headers.ETag?.ToString());
        }
    }

    private static JsonElement Parse(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement;
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(bytes));
        }
    }

    private static ByteArrayContent Json(object body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, Web)) { Headers = { ContentType = new("application/json") } };

    private static ByteArrayContent Csv(string text) =>
        new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new("text/csv", "utf-8") } };

    private sealed class Counter
    {
        private int _value;
        public int Value => _value;
        public int Next() => Interlocked.Increment(ref _value);
    }
}

/// <summary>When the district learned of what is recorded now, and from what.</summary>
internal sealed record Known(DateOnly On, string Source)
{
    public override string ToString() => $"{On:yyyy-MM-dd}; source={Uri.EscapeDataString(Source)}";
}
