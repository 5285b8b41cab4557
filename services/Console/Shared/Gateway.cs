using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace Cultivation.Console.Shared;

/// <summary>An answer and the version of what it shows.</summary>
/// <param name="Version">For <c>If-Match</c>, without quotes; null where the answer has none.</param>
public sealed record Versioned<T>(T Value, string? Version);

/// <summary>The gateway, asked with the token of the person who reads the page, for the district and in the language of the page. Paths are relative, as
/// <c>api/ladder/v1/worklist</c>. Whatever is not done is <see cref="Refused"/>.</summary>
public sealed class Gateway(HttpClient http, Reader reader)
{
    /// <summary>How services write JSON.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Reads what is at a path.</summary>
    public async Task<T> Read<T>(string path, CancellationToken cancellation) => (await ReadVersioned<T>(path, cancellation)).Value;

    /// <summary>Reads what is at a path, with its version.</summary>
    public async Task<Versioned<T>> ReadVersioned<T>(string path, CancellationToken cancellation)
    {
        using var answer = await Ask(new HttpRequestMessage(HttpMethod.Get, path), HttpCompletionOption.ResponseContentRead, cancellation);
        return await Value<T>(answer, cancellation);
    }

    /// <summary>Reads what is at a path; null where there is nothing.</summary>
    public async Task<T?> Find<T>(string path, CancellationToken cancellation) where T : class
    {
        try
        {
            return await Read<T>(path, cancellation);
        }
        catch (Refused refused) when (refused.Problem.NotFound)
        {
            return null;
        }
    }

    /// <summary>Reads what another service adds to a page; null where it has nothing, does not tell it to the reader or does not answer: the page says the rest.</summary>
    public async Task<T?> FindBeside<T>(string path, CancellationToken cancellation) where T : class
    {
        try
        {
            return await Find<T>(path, cancellation);
        }
        catch (Refused refused) when (refused.Problem.Status is StatusCodes.Status403Forbidden or >= StatusCodes.Status500InternalServerError)
        {
            return null;
        }
    }

    /// <summary>Sends a command.</summary>
    /// <param name="key">The form's idempotency key: sent again, the command is not done again.</param>
    /// <param name="version">The version that the form was filled in for, where the command asks for one.</param>
    public Task<Versioned<T>> Send<T>(string path, object command, string key, string? version, CancellationToken cancellation) =>
        Send<T>(path, JsonContent.Create(command, options: Json), key, version, cancellation);

    /// <summary>Sends a command with another body, as a file.</summary>
    public async Task<Versioned<T>> Send<T>(string path, HttpContent body, string key, string? version, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.Add("Idempotency-Key", key);
        if (version is not null)
            request.Headers.IfMatch.Add(new($"\"{version}\""));
        using var answer = await Ask(request, HttpCompletionOption.ResponseContentRead, cancellation);
        return await Value<T>(answer, cancellation);
    }

    /// <summary>Opens a file or a stream of events; the caller disposes the answer.</summary>
    public Task<HttpResponseMessage> Open(string path, CancellationToken cancellation) =>
        Ask(new HttpRequestMessage(HttpMethod.Get, path), HttpCompletionOption.ResponseHeadersRead, cancellation);

    private async Task<HttpResponseMessage> Ask(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellation)
    {
        using var asked = request;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await reader.Http.GetTokenAsync("access_token"));
        request.Headers.AcceptLanguage.ParseAdd(reader.Language);
        if (reader.District is { } district)
            request.Headers.Add(District.Header, district);
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, completion, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException || failure is TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw Unreachable();
        }
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw new Refused(await Said(answer, cancellation));
    }

    private Refused Unreachable() => new(new(StatusCodes.Status503ServiceUnavailable, "gateway.unreachable", reader["problem.unreachable"], null));

    private async Task<Problem> Said(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var status = (int)answer.StatusCode;
        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && await answer.Content.ReadFromJsonAsync<Problem>(Json, cancellation) is { Code: not null } problem)
            return problem with { Status = status };
        return new(status, answer.StatusCode == HttpStatusCode.NotFound ? "route.unknown" : "gateway.no-reason", reader["problem.no-reason"], null);
    }

    private static async Task<Versioned<T>> Value<T>(HttpResponseMessage answer, CancellationToken cancellation) =>
        new((await answer.Content.ReadFromJsonAsync<T>(Json, cancellation))!, answer.Headers.ETag?.Tag.Trim('"'));
}

internal static class GatewaySetup
{
    /// <summary>The client of <c>Gateway:Url</c>. Traces go along by themselves.</summary>
    public static void AddGateway(this WebApplicationBuilder builder) => builder.Services.AddHttpClient<Gateway>(http =>
    {
        http.BaseAddress = new Uri((builder.Configuration["Gateway:Url"] ?? throw new InvalidOperationException("Gateway:Url is not configured")).TrimEnd('/') + "/");
        http.Timeout = TimeSpan.FromSeconds(30);
    });
}
