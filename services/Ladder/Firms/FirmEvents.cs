namespace Cultivation.Ladder.Firms;

// Stored for ever in the stream firm:{id}: add, never rename. Fields follow the domain's event vocabulary; uscc is the 18-character credit code.

public sealed record EnterpriseRegistered(
    string Uscc, string LegalName, DateOnly EstablishedOn, string RegisteredDivision, string IndustryCode, string EnterpriseType,
    CheckDigitState CheckDigitState, string Source, string? Town, string? FromTeamId);

/// <summary>The registration was recorded by mistake, such as by a wrong list, and nothing has rested on it: the firm is not on the register.</summary>
/// <param name="Reason">Why; of a list that was undone its paper.</param>
public sealed record RegistrationAnnulled(string Uscc, DateOnly AnnulledOn, string Reason);

public sealed record EnterpriseRenamed(string Uscc, string OldName, string NewName, DateOnly ChangedOn, DateOnly ReportDueOn, string Source);

public sealed record AnnualFactSubmitted(
    string FactId, string Uscc, int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, SourceKind SourceKind,
    FactScope Scope, string? DocumentHash);

/// <param name="Supersedes">The fact whose value was wrong: its id stays the same through all corrections.</param>
public sealed record AnnualFactCorrected(
    string Supersedes, string Uscc, int FiscalYear, string Metric, decimal OldValue, decimal NewValue, string Reason, DateOnly CorrectedOn);

/// <summary>The figure was recorded by mistake, such as by a wrong list: there is none.</summary>
/// <param name="FactId">The figure that is taken back, at its value.</param>
/// <param name="Reason">Why; of a list that was undone its paper.</param>
public sealed record AnnualFactAnnulled(
    string FactId, string Uscc, int FiscalYear, string Metric, decimal Value, DateOnly AnnulledOn, string Reason);

/// <summary>Whether the check characters of a credit code compute. Some codes given in early trials do not and are in use.</summary>
public enum CheckDigitState { Valid, LegacyMismatch }

/// <summary>Who stands behind a figure.</summary>
public enum SourceKind { Audited, TaxReturn, SpecialAudit, SelfReported, Platform }

/// <summary>Whose figure it is: one legal person's, or a group's, which must not be used for one firm.</summary>
public enum FactScope { LegalPerson, Consolidated }
