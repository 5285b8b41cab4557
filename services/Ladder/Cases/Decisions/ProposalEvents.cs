namespace Cultivation.Ladder.Cases;

// Stored for ever in the stream case:{year}-{number}: add, never rename.

/// <summary>One person proposes how the case is to be decided, on the evaluation recorded just before; another one approves it or sends it back.</summary>
/// <param name="Subject">Credit code of the firm.</param>
public sealed record DecisionProposed(
    string CaseId, string Subject, CaseDecision Decision, DateOnly ProposedOn, string ProposedBy, string Batch, FreeText? Note);

/// <summary>Another person does not approve: the case waits for another proposal.</summary>
public sealed record ProposalReturned(string CaseId, FreeText Reason, DateOnly ReturnedOn, string By);

/// <summary>An act on the case was refused to a person for who that person is: who proposed may not approve, who has a conflict may do nothing.</summary>
/// <param name="Act">The act, as its route names it.</param>
/// <param name="Cause">The code of the refusal.</param>
public sealed record ActRefused(string CaseId, string PersonRef, string Act, string Cause, DateTimeOffset At);
