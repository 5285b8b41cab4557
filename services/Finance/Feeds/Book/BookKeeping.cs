using Cultivation.Finance.Eligibility;
using Marten;

namespace Cultivation.Finance.Feeds.Book;

/// <summary>Keeps one bank's book while a page of entries is appended to its feed, in the same transaction.</summary>
/// <param name="before">The book after the feed's last entry.</param>
/// <param name="hashes">The rows that stand, of those that the page may end, by their positions.</param>
internal sealed class BookKeeping(IDocumentOperations session, string bank, BookDigest before, Dictionary<long, byte[]> hashes)
{
    private BookDigest book = before;

    /// <summary>The entry with what the book comes to after it.</summary>
    public FeedEntry After(long position, FeedEntry entry)
    {
        foreach (var ended in entry.Ends ?? [])
        {
            if (hashes.Remove(ended, out var hash))
            {
                book = book.Without(hash);
                Books.End(session, bank, ended, position);
            }
        }
        if (!BookRow.IsAddedBy(entry.Kind))
            return entry with { Book = book };
        var row = entry with { Salt = BookRow.NewSalt() };
        var added = hashes[position] = BookRow.Hash(position, row);
        Books.Add(session, bank, position, entry.FirmId, added);
        book = book.With(added);
        return row with { Book = book };
    }
}
