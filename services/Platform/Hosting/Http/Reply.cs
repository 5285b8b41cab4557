using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>What a command answers, kept under its Idempotency-Key so that a repeat gets the same.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON text.</param>
/// <param name="Location">Address of what was made; null for none.</param>
/// <param name="ETag">Version for a later If-Match, in quotes; null for none.</param>
public sealed record Reply(int Status, string Body, string? Location = null, string? ETag = null) : IResult
{
    /// <summary>This is an earlier answer, given again.</summary>
    internal bool Repeated { get; init; }

    /// <summary>200 with a body.</summary>
    /// <param name="body">Serialised now, so that it shows the state that was decided on.</param>
    /// <param name="version">Version of what was edited, for the next If-Match.</param>
    public static Reply Ok(object body, long? version = null) => new(StatusCodes.Status200OK, Text(body), null, Tag(version));

    /// <summary>201 for something new at <paramref name="location"/>.</summary>
    public static Reply Created(string location, object body, long? version = null) => new(StatusCodes.Status201Created, Text(body), location, Tag(version));

    /// <summary>202: work goes on; its progress is at <paramref name="location"/>.</summary>
    public static Reply Accepted(string location, object body, long? version = null) => new(StatusCodes.Status202Accepted, Text(body), location, Tag(version));

    /// <summary>The ETag of a version.</summary>
    public static string? Tag(long? version) => version is { } v ? string.Create(CultureInfo.InvariantCulture, $"\"{v}\"") : null;

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        if (Location is not null)
            response.Headers.Location = Location;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Repeated)
            response.Headers["Idempotency-Replayed"] = "true";
        return response.WriteAsync(Body, httpContext.RequestAborted);
    }

    private static string Text(object body) => JsonSerializer.Serialize(body, Json.Web);
}
