using Microsoft.AspNetCore.Routing;
using Marten;

namespace Cultivation.Hosting;

/// <summary>The words behind a <see cref="FreeText"/>, and of whom they are where that matters. Erasing the document erases them.</summary>
/// <param name="Stream">The stream whose event refers to it.</param>
/// <param name="Name">Who says it, where somebody from outside does.</param>
/// <param name="Contact">How to reach that person.</param>
public sealed record KeptText(string Id, string Stream, string Text, string? Name = null, string? Contact = null);

/// <summary>Keeps, shows and erases words.</summary>
public static class KeptTexts
{
    /// <summary>The documents and the event of a service whose people write in words of their own.</summary>
    public static void HasTexts(this StoreOptions store)
    {
        store.Schema.For<KeptText>();
        store.Events.AddEventType<TextErased>();
    }

    /// <summary>Finding and erasing them: <c>texts/search</c>, <c>texts/{ref}/erasure</c>.</summary>
    /// <param name="elsewhere">Names, for words that are erased at another place, the refusal that leads there.</param>
    public static void MapTexts(this IEndpointRouteBuilder routes, Func<KeptText, RuleBroken?>? elsewhere = null)
    {
        FindTexts.Map(routes);
        EraseText.Map(routes, elsewhere ?? (_ => null));
    }

    /// <summary>Inserts the words of the session's waiting events, so that none is saved without them and none are kept for nothing.</summary>
    public static void KeepTexts(this IDocumentSession session) => Insert(
        session, session.PendingChanges.Streams().SelectMany(s => TextsIn.Of(s.Events.Select(e => e.Data)).Where(t => t.New).Select(t => (s.Key!, t))));

    /// <summary>Inserts the words in a document that came with a command.</summary>
    public static void KeepTexts(this IDocumentSession session, string stream, object document) =>
        Insert(session, TextsIn.Of(document).Where(t => t.New).Select(t => (stream, t)));

    /// <summary>Inserts the words of events that another district hands over, as they were shown there; each erases its own.</summary>
    public static void BringTexts(this IDocumentSession session, string stream, IEnumerable<object> events) =>
        Insert(session, TextsIn.Of(events).Where(t => t is { Ref: not null, Text: not null }).Select(t => (stream, t)));

    // What two events say in the same words is kept once.
    private static void Insert(IDocumentSession session, IEnumerable<(string Stream, FreeText Text)> texts)
    {
        foreach (var (stream, text) in texts.DistinctBy(t => t.Text.Ref, StringComparer.Ordinal))
            session.Insert(new KeptText(text.Ref!, stream, text.Text!));
    }

    /// <summary>Loads the words of everything that refers to some, where they were not erased.</summary>
    public static async Task ShowTexts(this IQuerySession session, object? holder, CancellationToken cancellation)
    {
        var open = TextsIn.Of(holder).Where(t => t is { Ref: not null, Text: null }).ToList();
        if (open.Count == 0)
            return;
        var kept = (await session.LoadManyAsync<KeptText>(cancellation, [.. open.Select(t => t.Ref!).Distinct()])).ToDictionary(t => t.Id, StringComparer.Ordinal);
        foreach (var text in open)
            text.Text = kept.GetValueOrDefault(text.Ref!)?.Text;
    }

    /// <summary>Deletes the words, and every kept answer that repeats them.</summary>
    public static void Erase(this CommandContext context, KeptText text)
    {
        context.Session.Delete<KeptText>(text.Id);
        foreach (var words in new[] { text.Text, text.Name, text.Contact }.OfType<string>().Where(w => w.Length > 0))
            Replies.ForgetRepeating(context.Session, context.Tenant, words);
    }
}
