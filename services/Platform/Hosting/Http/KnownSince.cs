using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>
/// Imported history: the day on which the commission knew a fact that is recorded only now, and the paper that shows it. Kept in the
/// event's header <c>knownSince</c>; questions "as known on" use it, visibly.
/// </summary>
/// <param name="Day">The day, Asia/Shanghai.</param>
/// <param name="Source">The document; empty when the caller named none.</param>
public sealed record KnownSince(DateOnly Day, string Source)
{
    /// <summary>Name of the HTTP header: <c>Known-Since: 2017-12-25; source=document</c> (the source may be percent-encoded).</summary>
    public const string Header = "Known-Since";

    internal static KnownSince? Of(HttpRequest request, Person person, DateOnly today)
    {
        var text = request.Headers[Header].ToString();
        if (text.Length == 0)
            return null;
        if (!person.Is(Roles.Supervisor))
            throw new RuleBroken("known-since.forbidden");
        var parts = text.Split(';', 2, StringSplitOptions.TrimEntries);
        if (!DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new RuleBroken("known-since.malformed");
        if (day > today)
            throw new RuleBroken("known-since.future");
        var source = parts.Length == 2 && parts[1].StartsWith("source=", StringComparison.OrdinalIgnoreCase) ? parts[1]["source=".Length..] : "";
        return new KnownSince(day, Uri.UnescapeDataString(source));
    }
}
