namespace Cultivation.Ladder.Restructurings;

// Stored for ever in firm:{id} of each firm concerned that is registered here: add, never rename.

/// <summary>Firms merged or one split. Neither titles nor figures, rights or age pass by this.</summary>
/// <param name="FromUscc">The firms before. One that goes on under its own name stands on both sides.</param>
/// <param name="FactAllocationRef">The paper that says what passes to whom, where there is one already.</param>
/// <param name="ReportDueOn">The recognising body must hear of it within three months (国科发火〔2016〕32号 article 17).</param>
public sealed record EnterpriseRestructured(
    string RestructuringId, RestructuringKind Kind, string[] FromUscc, string[] ToUscc, DateOnly EffectiveOn, string? FactAllocationRef, string LegalBasis,
    DateOnly ReportDueOn);

/// <summary>Somebody decided what of one firm passes to another. In the stream of the receiving one.</summary>
/// <param name="FactIds">Figures of the other firm that count for this one; each follows as a figure of its own.</param>
/// <param name="IpNos">Rights that pass.</param>
/// <param name="AgeFrom">The other firm's first day where its age counts for this one; null where it does not.</param>
public sealed record RestructuringAllocated(
    string RestructuringId, string Uscc, string FromUscc, string FromFirmId, string[] FactIds, string[] IpNos, DateOnly? AgeFrom, string DocumentRef,
    string DecidedBy, DateOnly DecidedOn);

public enum RestructuringKind { Merger, Split }
