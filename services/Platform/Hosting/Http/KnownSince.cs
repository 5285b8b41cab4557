using System.Globalization;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>
/// Imported history: the day on which the commission knew a fact that is recorded only now, and the paper that shows it. Kept in the
/// event's header <c>knownSince</c>; questions "as known on" use it, visibly.
/// </summary>
/// <param name="On">The day, Asia/Shanghai.</param>
/// <param name="Source">The document; empty when the caller named none.</param>
public sealed record KnownSince(DateOnly On, string Source)
{
    /// <summary>Name of the HTTP header: <c>Known-Since: 2017-12-25; source=document</c> (the source may be percent-encoded).</summary>
    public const string Header = "Known-Since";

    private const string EventHeader = "knownSince";

    /// <summary>The mark on an event; null where it was recorded as it happened.</summary>
    public static KnownSince? Of(IEvent happened)
    {
        if (happened.Headers is not { } headers || !headers.TryGetValue(EventHeader, out var value) || value?.ToString() is not { Length: >= 10 } text)
            return null;
        return new KnownSince(DateOnly.ParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture), text[10..].TrimStart(' '));
    }

    /// <summary>Marks all events that the session will save.</summary>
    public void MarkOn(IDocumentSession session) => session.SetHeader(EventHeader, Mark);

    /// <summary>Marks one event that waits to be saved, whatever the session's mark is.</summary>
    public void MarkOn(IEvent waiting) => waiting.SetHeader(EventHeader, Mark);

    private string Mark => $"{On:yyyy-MM-dd} {Source}";

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
