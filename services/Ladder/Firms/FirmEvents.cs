namespace Cultivation.Ladder.Firms;

// Stored for ever in the stream firm:{id}: add, never rename. Fields follow the domain's event vocabulary; uscc is the 18-character credit code.

public sealed record EnterpriseRegistered(
    string Uscc, string LegalName, DateOnly EstablishedOn, string RegisteredDivision, string IndustryCode, string EnterpriseType,
    CheckDigitState CheckDigitState, string Source, string? Town, string? FromTeamId, CameFrom? CameFrom = null,
    OrganisationKind Kind = OrganisationKind.Enterprise);

/// <summary>A firm, or a carrier (孵化器, 众创空间): an organisation of its own kind, which stands on rungs for carriers only.</summary>
public enum OrganisationKind { Enterprise, Carrier }

/// <summary>The district that cared for the firm before, and its stream there.</summary>
/// <param name="CustodyOn">First day here.</param>
/// <param name="OpenObligations">What was open at the handover.</param>
public sealed record CameFrom(string District, string FirmId, DateOnly CustodyOn, string HandoverRef, FreeText[] OpenObligations);

/// <summary>The registration was recorded by mistake, such as by a wrong list, and nothing has rested on it: the firm is not on the register.</summary>
/// <param name="Reason">Why; of a list that was undone its paper.</param>
public sealed record RegistrationAnnulled(string Uscc, DateOnly AnnulledOn, string Reason);

public sealed record EnterpriseRenamed(string Uscc, string OldName, string NewName, DateOnly ChangedOn, DateOnly ReportDueOn, string Source);

/// <summary>The recognising body was told of a change.</summary>
/// <param name="ChangedOn">Day of the change, which names the duty.</param>
public sealed record EnterpriseChangeReported(string Uscc, ReportableChange Change, DateOnly ChangedOn, DateOnly ReportedOn, string Receipt);

/// <param name="OldCode">The wrong code, under which others may still hold the firm.</param>
public sealed record CreditCodeCorrected(
    string OldCode, string Uscc, string LegalName, CheckDigitState CheckDigitState, FreeText Reason, DateOnly CorrectedOn);

public sealed record EnterpriseDeregistered(string Uscc, string LegalName, DateOnly DeregisteredOn, FreeText Reason);

public sealed record AnnualFactSubmitted(
    string FactId, string Uscc, int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, SourceKind SourceKind,
    FactScope Scope, string? DocumentHash);

/// <param name="Supersedes">The fact whose value was wrong: its id stays the same through all corrections.</param>
public sealed record AnnualFactCorrected(
    string Supersedes, string Uscc, int FiscalYear, string Metric, decimal OldValue, decimal NewValue, FreeText Reason, DateOnly CorrectedOn);

/// <param name="FactEventId">The figure, by the id that it keeps through corrections.</param>
/// <param name="Value">The value that was checked.</param>
/// <param name="VerifiedBy">Subject of the person's token.</param>
public sealed record AnnualFactVerified(string FactEventId, string Uscc, decimal Value, string VerifiedBy, string Method, DateOnly VerifiedOn);

/// <summary>What must be reported to the recognising body within three months.</summary>
public enum ReportableChange { Renamed, Restructured }

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
