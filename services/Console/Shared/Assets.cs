using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Cultivation.Console.Shared;

/// <summary>What browsers load besides pages, held in memory. The hash of its content stands in each address, so that it may be kept for a year.</summary>
public sealed class Assets
{
    private const string Kept = "public, max-age=31536000, immutable";
    private readonly FrozenDictionary<string, Asset> all;

    /// <summary>Reads what the build put into <c>assets</c> beside the program.</summary>
    public Assets()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "assets");
        all = Directory.GetFiles(folder).Where(file => !file.EndsWith(".br", StringComparison.Ordinal)).Select(Asset.Read).ToFrozenDictionary(asset => asset.Name);
    }

    /// <summary>The address of an asset, as <c>Url("console.css")</c>.</summary>
    public string Url(string name) => $"/assets/{all[name].Hash}/{name}";

    internal Task Answer(HttpContext http, string hash, string name)
    {
        if (all.GetValueOrDefault(name) is not { } asset || asset.Hash != hash)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        var compressed = http.Request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value == "br" && accepted.Quality != 0);
        var headers = http.Response.Headers;
        headers.ContentType = asset.Type;
        headers.CacheControl = Kept;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (compressed)
            headers.ContentEncoding = "br";
        var body = compressed ? asset.Brotli : asset.Plain;
        headers.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private sealed record Asset(string Name, string Hash, string Type, byte[] Plain, byte[] Brotli)
    {
        public static Asset Read(string file)
        {
            var plain = File.ReadAllBytes(file);
            var type = Path.GetExtension(file) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                var other => throw new InvalidOperationException($"No media type is known for {other}."),
            };
            return new(Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(plain))[..16], type, plain, File.ReadAllBytes($"{file}.br"));
        }
    }
}

internal static class AssetRoutes
{
    public static void MapAssets(this IEndpointRouteBuilder routes) => routes
        .MapGet("/assets/{hash}/{name}", (HttpContext http, string hash, string name, Assets assets) => assets.Answer(http, hash, name)).AllowAnonymous();
}
