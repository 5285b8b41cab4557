using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cultivation.Finance.Eligibility;

namespace Cultivation.Finance.Feeds.Book;

/// <summary>
/// A row of a bank's book: an entry that says that a firm is eligible, until a later entry names its position in <c>ends</c>. The book is
/// what a bank holds to be true after it has read the feed so far.
/// </summary>
internal static class BookRow
{
    /// <summary>Kinds of entries that add a row.</summary>
    public static bool IsAddedBy(DisclosureKind kind) => kind is DisclosureKind.Granted or DisclosureKind.Changed;

    /// <summary>SHA-256 of <c>position|creditCode|product|effectiveOn|expiresOn|salt</c> in UTF-8; <c>expiresOn</c> is empty while no end is known.</summary>
    public static byte[] Hash(long position, FeedEntry entry) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|',
        position.ToString(CultureInfo.InvariantCulture), entry.CreditCode, entry.Product!.Code, Day(entry.EffectiveOn),
        entry.ExpiresOn is { } end ? Day(end) : "", entry.Salt)));

    /// <summary>A new row's salt: 96 bits.</summary>
    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
