namespace Cultivation.Ladder.Teams;

// Stored for ever in the stream firm:{id}, in which the team later becomes a firm: add, never rename. Persons stand here as references only.

/// <summary>A team before any company: it has no credit code, and its own id stands where a firm's code does.</summary>
/// <param name="CarrierId">The carrier (众创空间, 苗圃, 孵化器) in which it works.</param>
/// <param name="HiTechField">One of the eight fields of 国科发火〔2016〕32号 annex; null where none is named.</param>
public sealed record TeamRegistered(
    string TeamId, string ProjectTitle, string LeadPersonRef, string[] MemberRefs, string CarrierId, string? HiTechField, DateOnly RegisteredOn, string Source);

/// <summary>Who belongs to the team, and where it works, from a day on.</summary>
public sealed record TeamChanged(
    string TeamId, string LeadPersonRef, string[] MemberRefs, string CarrierId, DateOnly ChangedOn, string Source);

/// <summary>The term on a stage goes on, on the carrier's report.</summary>
/// <param name="Times">Which renewal it is, from 1.</param>
/// <param name="TermEndsOn">Last day of the longer term.</param>
public sealed record TeamTermRenewed(
    string TeamId, string StageId, int Times, DateOnly TermEndsOn, string CarrierReportRef, DateOnly RenewedOn, string AsOfRuleVersion);

/// <summary>The team broke up or left its carrier; it founded no firm.</summary>
public sealed record TeamEnded(string TeamId, DateOnly EndedOn, TeamEnd Reason);

public enum TeamEnd { BrokeUp, LeftCarrier }
