namespace Cultivation.Finance.Subsidies.Schemes;

// Stored for ever in the stream scheme:{id}: add, never rename.

/// <summary>A version of a scheme's rules. What was begun under an earlier one stays under it.</summary>
/// <param name="DocumentRef">The paper that makes it law in the district.</param>
public sealed record SchemePublished(
    string SchemeId, int Version, string NameZh, string NameEn, SchemeRules Rules, string DocumentRef, DateOnly PublishedOn, string By);

/// <summary>A person has confirmed a figure of a version with a document. Another figure is another version.</summary>
public sealed record SchemeFigureConfirmed(string SchemeId, int Version, string Figure, string DocumentRef, DateOnly ConfirmedOn, string By);

/// <summary>Who qualifies for a year was found and recorded; each firm's subsidy has a stream of its own.</summary>
/// <param name="Digest">SHA-256 of what was found, as the dry run had shown it.</param>
/// <param name="Firms">How many firms qualify.</param>
/// <param name="Total">Yuan.</param>
public sealed record SchemeRun(string SchemeId, int Version, int Year, string Digest, int Firms, decimal Total, DateOnly RunOn, string By);
