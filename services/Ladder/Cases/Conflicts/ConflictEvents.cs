namespace Cultivation.Ladder.Cases;

// Stored for ever in the stream case:{year}-{number}: add, never rename.

/// <summary>A person has a conflict of interest with the firm of the case: that person, not the office, may not touch it.</summary>
/// <param name="Subject">Credit code of the firm.</param>
/// <param name="By">Who declared it; of what data showed, the person itself.</param>
public sealed record ConflictDeclared(
    string CaseId, string PersonRef, string Subject, ConflictKind Kind, DateOnly DeclaredOn, ConflictSource Source, string By);

public enum ConflictKind { Kinship, Employment5y, Equity, MentorOfFirm, AgentOfFirm, Lender, FormerDecision }

public enum ConflictSource { Self, Data, Complaint }
