namespace Cultivation.Ladder.Agreements;

// Stored for ever in the stream firm:{id}: add, never rename.

/// <summary>Firm and authority have signed the agreement (项目合同) behind a title: a term, and an evaluation at its end.</summary>
/// <param name="ProjectId">The authority's number of the project.</param>
/// <param name="RecognitionId">The title that it stands behind.</param>
/// <param name="TermTo">Last day of the term.</param>
/// <param name="DocumentRef">The signed paper.</param>
public sealed record AgreementSigned(
    string ProjectId, string Uscc, string LegalName, string RecognitionId, string CredentialType, DateOnly SignedOn, DateOnly TermFrom, DateOnly TermTo,
    string DocumentRef);

/// <summary>The agreement is over: accepted (验收), failed, never handed in, or ended early.</summary>
/// <param name="Reference">The authority's paper.</param>
public sealed record AgreementConcluded(string Uscc, string ProjectId, AgreementOutcome Outcome, DateOnly ConcludedOn, string Reference);

public enum AgreementOutcome { Passed, Excellent, Failed, NotSubmitted, Terminated }

/// <summary>The agreement behind a title.</summary>
/// <param name="Outcome">Null while it runs.</param>
public sealed record Agreement(
    string ProjectId, string RecognitionId, string CredentialType, DateOnly SignedOn, DateOnly TermFrom, DateOnly TermTo, string DocumentRef,
    AgreementOutcome? Outcome = null, DateOnly? ConcludedOn = null, string? Reference = null)
{
    /// <summary>The evaluation at the end was failed or skipped: the programme's line <c>evaluationFailed</c> speaks of both.</summary>
    internal bool Failed => Outcome is AgreementOutcome.Failed or AgreementOutcome.NotSubmitted;

    internal static Agreement Of(AgreementSigned e) =>
        new(e.ProjectId, e.RecognitionId, e.CredentialType, e.SignedOn, e.TermFrom, e.TermTo, e.DocumentRef);

    internal static Agreement[] After(Agreement[] agreements, object happened) => happened switch
    {
        AgreementSigned e => [.. agreements, Of(e)],
        AgreementConcluded e => [.. agreements.Select(a => a.ProjectId == e.ProjectId
            ? a with { Outcome = e.Outcome, ConcludedOn = e.ConcludedOn, Reference = e.Reference } : a)],
        _ => agreements,
    };
}
