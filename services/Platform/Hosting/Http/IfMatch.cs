using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>Reads the version that an editor saw.</summary>
internal static class IfMatch
{
    public static long Version(HttpRequest request)
    {
        var text = request.Headers.IfMatch.ToString();
        if (text.Length == 0)
            throw new RuleBroken("version.missing");
        return text.Length > 2 && text[0] == '"' && text[^1] == '"'
            && long.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new RuleBroken("version.malformed");
    }
}
