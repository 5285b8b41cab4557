namespace Cultivation.Ladder.Cases;

// Stored for ever: add, never rename. The first two in case:{year}-{number}, the others in firm:{id}.

/// <summary>告知承诺 (国办发〔2020〕42号): the firm signs that it meets what papers would prove, and is checked afterwards.</summary>
/// <param name="TextId">The text that was signed, at its version.</param>
/// <param name="SignedBy">The person's pseudonymous reference, never a name.</param>
/// <param name="Papers">Papers that the promise stands for.</param>
/// <param name="VerifyByOn">Last day of the check; null while the calendar of its year is not published.</param>
public sealed record CommitmentSigned(
    string CaseId, string TextId, string TextVersion, string SignedBy, string[] Papers, DateOnly SignedOn, DateOnly? VerifyByOn, SlaPlan Term);

/// <param name="Finding">What the check found.</param>
public sealed record CommitmentVerified(string CaseId, DateOnly VerifiedOn, CommitmentOutcome Outcome, string VerifiedBy, FreeText Finding);

/// <summary>A promise of the firm proved false. It stays on the firm's record: the firm files by promise no more.</summary>
public sealed record CommitmentBroken(
    string CaseId, string Uscc, string LegalName, string StageId, string TextId, string TextVersion, DateOnly SignedOn, DateOnly FoundOn, string By);

/// <summary>The district takes a recommendation back.</summary>
public sealed record RecommendationWithdrawn(string CaseId, string Uscc, string StageId, string Reason, DateOnly WithdrawnOn, string By);

public enum CommitmentOutcome { True, False }
