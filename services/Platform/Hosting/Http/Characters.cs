using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>
/// Refuses U+0000, which PostgreSQL keeps neither in a text nor in JSON, before anything else looks at the request: a statement that fails for it there may
/// leave its connection with a prepared statement that the driver does not know of.
/// </summary>
internal static class Characters
{
    /// <summary>Leaves a body that was looked at to be read again from its start.</summary>
    /// <exception cref="RuleBroken"><c>request.characters</c>.</exception>
    public static async Task Check(HttpContext http)
    {
        var request = http.Request;
        if (request.QueryString.Value is { Length: > 0 } query && query.Contains("%00", StringComparison.Ordinal))
            throw new RuleBroken("request.characters");
        if (request.ContentType is not { } type)
            return;
        var json = type.Contains("json", StringComparison.OrdinalIgnoreCase);
        if (!json && !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
            return;
        request.EnableBuffering();
        if (await HoldsNull(request.Body, json, http.RequestAborted))
            throw new RuleBroken("request.characters");
        request.Body.Position = 0;
    }

    /// <summary>As a byte of its own, or as JSON writes it: \u0000, with no backslash before that takes its meaning.</summary>
    private static async Task<bool> HoldsNull(Stream body, bool json, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            var matched = 0;
            for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
            {
                if (buffer.AsSpan(0, read).Contains((byte)0))
                    return true;
                for (var i = 0; json && i < read; i++)
                {
                    matched = Next(matched, buffer[i]);
                    if (matched == Escape.Length)
                        return true;
                }
            }
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlySpan<byte> Escape => @"\u0000"u8;

    // A backslash after a backslash is the end of an escape, not the start of one.
    private static int Next(int matched, byte one) => one == Escape[matched] ? matched + 1 : one == (byte)'\\' && matched != 1 ? 1 : 0;
}
