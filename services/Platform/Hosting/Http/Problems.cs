using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>Writes problem details; the one place where a failure becomes an answer.</summary>
internal sealed partial class Problems(ProblemTexts texts, ILogger<Problems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
            return true;
        var (code, details) = Name(exception);
        if (code == "server.error")
            Failed(log, http.Request.Method, http.Request.Path, exception);
        await Write(http, code, details);
        return true;
    }

    public Task Write(HttpContext http, string code, object? details = null)
    {
        var members = details is null ? [] : JsonSerializer.SerializeToElement(details, Json.Web).Deserialize<Dictionary<string, JsonElement>>()!;
        var text = texts.Of(code);
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = $"urn:cultivation:problem:{code}",
            ["title"] = text.In(Languages.English(http.Request), members),
            ["status"] = text.Status,
            ["code"] = code,
            ["instance"] = http.Request.Path.Value,
            ["traceId"] = Activity.Current?.TraceId.ToHexString(),
        };
        foreach (var (name, value) in members)
            body.TryAdd(name, value);
        http.Response.StatusCode = text.Status;
        http.Response.Headers[HeaderNames.ContentLanguage] = Languages.English(http.Request) ? "en" : "zh-CN";
        return http.Response.WriteAsJsonAsync(body, Json.Web, "application/problem+json", http.RequestAborted);
    }

    private static (string Code, object? Details) Name(Exception exception) => exception switch
    {
        RuleBroken broken => (broken.Code, broken.Details),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ("request.too-large", null),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => ("request.media-type", null),
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadHttpRequestException bad => ("request.malformed", new { reason = bad.Message, path = (string?)null }),
        JsonException json => Malformed(json),
        _ when Contended.Met(exception) => ("version.stale", null),
        _ when Unstorable(exception) => ("request.characters", null),
        _ => ("server.error", null),
    };

    // PostgreSQL keeps no U+0000, in a text (22021) or in JSON (22P05): from a workbook, whose bytes say nothing of it.
    private static bool Unstorable(Exception exception) =>
        exception is PostgresException { SqlState: "22021" or "22P05" } || exception.InnerException is { } inner && Unstorable(inner);

    private static (string Code, object? Details) Malformed(JsonException json) =>
        ("request.malformed", new { reason = json.Message.Split(" Path: ")[0], path = json.Path });

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger log, string method, PathString path, Exception exception);
}
