using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds.Book;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Finance.Witness;

namespace Cultivation.Finance.Feeds;

/// <summary>
/// An entry of a bank's feed; stream <c>feed:{bank}</c>, whose version is the bank's cursor. A copy of the disclosure that the firm's
/// account decided, so that all that a bank ever read stands in one place and order.
/// </summary>
/// <param name="FirmId">Opaque id of the firm; not shown to the bank.</param>
/// <param name="Disclosure">Version of the disclosure in the firm's account, or in the stream of what is about no firm.</param>
/// <param name="Product">None where the entry ends a consent.</param>
/// <param name="RecordedAt">When the account recorded the disclosure.</param>
/// <param name="Supersedes">Position of the entry that this one corrects.</param>
/// <param name="TraceParent">W3C trace context of the copy, in the trace of what caused the disclosure.</param>
/// <param name="Checkpoint">What the district vouches for, where the entry is about no firm: then what is said of a firm is empty.</param>
/// <param name="ExpiresOn">First day on which, by what was known, the firm will be eligible no more.</param>
/// <param name="WithinDays">How near that day is, where it is near: 90, 60 or 30.</param>
/// <param name="Ends">Positions of the entries whose rows do not stand in the bank's book after this one.</param>
/// <param name="Salt">Random text of the row that the entry adds to the book, so that nobody can guess a row from a digest; null where it adds none.</param>
/// <param name="Book">The bank's book after this entry.</param>
/// <param name="Loans">The bank's own numbers of the loans that began on days about which a corrected entry had been wrong.</param>
/// <param name="Criteria">By what the firm met the criteria, where its consent covered that.</param>
/// <param name="Stop">How the bank's webhook stopped, where the entry tells of that: then what is said of a firm is empty.</param>
public sealed record FeedEntry(
    string FirmId, long Disclosure, DisclosureKind Kind, string CreditCode, string LegalName, ProductNames? Product, bool Eligible,
    DateOnly EffectiveOn, DateTimeOffset RecordedAt, Basis? Basis, long? Supersedes, string? TraceParent,
    Checkpoint? Checkpoint = null, DateOnly? ExpiresOn = null, int? WithinDays = null, long[]? Ends = null, string? Salt = null, BookDigest? Book = null,
    string[]? Loans = null, StopNotice? Stop = null, MetCriterion[]? Criteria = null)
{
    /// <summary>It is about no firm: nobody's consent is asked for.</summary>
    internal bool IsOfNoFirm => Checkpoint is not null || Stop is not null;
}
