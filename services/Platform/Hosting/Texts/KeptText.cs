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
    /// <summary>Inserts the words of the session's waiting events, so that none is saved without them and none are kept for nothing.</summary>
    public static void KeepTexts(this IDocumentSession session)
    {
        foreach (var stream in session.PendingChanges.Streams())
            session.KeepTexts(stream.Key!, stream.Events.Select(e => e.Data));
    }

    /// <summary>Inserts the words in documents or events that came with a command. What two events say in the same words is kept once.</summary>
    public static void KeepTexts(this IDocumentSession session, string stream, params IEnumerable<object> holders) =>
        Insert(session, stream, TextsIn.Of(holders).Where(t => t.New));

    /// <summary>Inserts the words of events that another district hands over, as they were shown there; each erases its own.</summary>
    public static void BringTexts(this IDocumentSession session, string stream, IEnumerable<object> events) =>
        Insert(session, stream, TextsIn.Of(events).Where(t => t.Ref is not null));

    private static void Insert(IDocumentSession session, string stream, IEnumerable<FreeText> texts)
    {
        foreach (var text in texts.Where(t => t.Text is not null).DistinctBy(t => t.Ref, StringComparer.Ordinal))
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
        foreach (var words in new[] { text.Text, text.Name, text.Contact }.OfType<string>())
            Replies.ForgetRepeating(context.Session, context.Tenant, words);
    }
}
