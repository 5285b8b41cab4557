using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>Which of the product's two languages a caller reads.</summary>
public static class Languages
{
    /// <summary>English only where <c>Accept-Language</c> ranks it above Chinese; zh-CN is the default.</summary>
    public static bool English(HttpRequest request)
    {
        var ranked = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value ?? "");
        var first = ranked.FirstOrDefault(l => l.StartsWith("en", StringComparison.OrdinalIgnoreCase) || l.StartsWith("zh", StringComparison.OrdinalIgnoreCase));
        return first?.StartsWith("en", StringComparison.OrdinalIgnoreCase) ?? false;
    }
}
