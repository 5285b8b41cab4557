using Cultivation.Finance.Feeds.Book;
using JasperFx.Events;

namespace Cultivation.Finance.Feeds;

/// <summary>A bank's feed; stream <c>feed:{bank}</c>. Its version is the bank's cursor.</summary>
/// <param name="Book">The bank's book after the last entry.</param>
public sealed record Feed(string Id, BookDigest Book, long Version)
{
    /// <summary>Before the first entry.</summary>
    public Feed() : this("", BookDigest.Empty, 0) { }

    /// <summary>Key of a bank's feed.</summary>
    public static string Key(string bankId) => $"feed:{bankId}";

    /// <summary>The feed with one more entry.</summary>
    public Feed Evolve(IEvent happened) =>
        this with { Id = happened.StreamKey!, Book = happened.Data is FeedEntry { Book: { } book } ? book : Book, Version = happened.Version };
}
