namespace Cultivation.Ladder.Cases;

// Stored for ever in the stream case:{year}-{number}: add, never rename.

/// <summary>The firm takes its filing back, or the district takes back what rested on a false promise.</summary>
public sealed record CaseWithdrawn(string CaseId, WithdrawalReason Reason, DateOnly WithdrawnOn, string By);

/// <summary>An accepted case goes back to the firm, whose papers did not come in time. Its later filings take no harm.</summary>
public sealed record CaseReturned(string CaseId, string[] Missing, DateOnly? DueOn, DateOnly ReturnedOn, string By);

/// <summary>A filing that was never accepted ends, since the firm did not answer the notice in time.</summary>
public sealed record CaseLapsed(string CaseId, string[] Missing, DateOnly? DueOn, DateOnly LapsedOn, string By);

/// <summary>A supervisor lets a case that ended without a decision go on, on the version it was accepted under.</summary>
/// <param name="SupplementDueOn">A new last day for the papers that are still missing.</param>
public sealed record CaseReopened(string CaseId, FreeText Reason, DateOnly ReopenedOn, DateOnly? SupplementDueOn, string By);

/// <summary>The authority has answered the district's recommendation.</summary>
/// <param name="RecognitionId">The title that it granted; null for a refusal.</param>
/// <param name="KnownOn">Day on which the district learned of it.</param>
/// <param name="RightsUsed">The intellectual property of the filing that the grant used; null for none.</param>
public sealed record AuthorityAnswered(
    string CaseId, AuthorityOutcome Outcome, string CredentialType, string? RecognitionId, DateOnly KnownOn, string By, string[]? RightsUsed = null);

/// <summary>The firm objects to a negative decision.</summary>
public sealed record AppealFiled(string CaseId, AppealGround Ground, DateOnly FiledOn, string By);

/// <summary>An appeal is judged on what was known when the decision was made.</summary>
/// <param name="KnownAt">The facts are those known at this instant.</param>
/// <param name="Result">What the rules say again of these facts.</param>
/// <param name="SameAsDecided">Every criterion gives the same as it did then.</param>
public sealed record AppealDecided(
    string CaseId, AppealOutcome Outcome, FreeText Reason, DateTimeOffset KnownAt, string Result, bool SameAsDecided, DateOnly DecidedOn, string DecidedBy);

public enum WithdrawalReason { ByFirm, FalseCommitment }

public enum AuthorityOutcome { Granted, Refused }

public enum AppealGround { Facts, Rule, Procedure }

public enum AppealOutcome { Upheld, Reopened }
