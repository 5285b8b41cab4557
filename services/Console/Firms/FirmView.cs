using Cultivation.Console.Banks;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Firms;

/// <summary>What Ladder's firm page gives, as far as it is shown.</summary>
public sealed record FirmView(
    string Id, string? CreditCode, string LegalName, NameHeld[] Names, DateOnly? EstablishedOn, string RegisteredDivision, string IndustryCode,
    string EnterpriseType, string? Town, DateOnly AsOf, DateOnly KnownOn, string? Stage, StageHeld[] StagesHeld, bool AtRisk,
    Title[] Recognitions, RefusedTitle[] Refusals, Figure[] Facts, StageSpan[] StageHistory, Affairs Affairs);

/// <summary>A name and the day from which the firm had it.</summary>
public sealed record NameHeld(string Name, DateOnly From);

/// <summary>A stage held on the day asked about.</summary>
public sealed record StageHeld(string StageId, int Order, DateOnly Since, string[] AtRiskWithout);

/// <summary>A title (认定).</summary>
public sealed record Title(
    string Id, string CredentialType, string? CertificateNo, DateOnly ValidFrom, DateOnly? ValidTo, DateOnly? RevokedFrom, string Authority, string State);

/// <summary>A title that an authority refused the firm.</summary>
public sealed record RefusedTitle(string CredentialType, string Batch, DateOnly KnownOn);

/// <summary>An annual figure.</summary>
public sealed record Figure(string Id, int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, string SourceKind, string Scope, DateOnly? VerifiedOn);

/// <summary>A time on a stage; <paramref name="To"/> is the first day without it.</summary>
public sealed record StageSpan(string StageId, DateOnly From, DateOnly? To);

/// <summary>What the registers say.</summary>
public sealed record Affairs(
    string[] FormerCodes, bool Here, Right[] Properties, AdverseRecord[] AdverseRecords, Agreement[] Agreements, Duty[] Duties, Control[] Controls, Team? Team);

/// <summary>What an authority listed against the firm.</summary>
public sealed record AdverseRecord(string Id, string Kind, DateOnly ListedOn, string Severity, string Source, DateOnly? RemovedOn);

/// <summary>The agreement behind a title.</summary>
/// <param name="Outcome">Null while it runs.</param>
public sealed record Agreement(string ProjectId, string RecognitionId, DateOnly TermFrom, DateOnly TermTo, string? Outcome);

/// <summary>A change that the firm must report.</summary>
public sealed record Duty(string Change, DateOnly ChangedOn, DateOnly DueOn, DateOnly? ReportedOn);

/// <summary>Who controls the firm, or whom it controls.</summary>
/// <param name="ActualControllerRef">A person, by reference.</param>
public sealed record Control(string ChildUscc, string? ParentUscc, string? ActualControllerRef, decimal? SharePct, DateOnly ValidFrom);

/// <summary>The team that it was, or still is.</summary>
public sealed record Team(string ProjectTitle, string LeadPersonRef, string[] MemberRefs);

/// <summary>What connects a person with the firm.</summary>
/// <param name="To">First day on which it is over; null while it lasts.</param>
public sealed record Tie(string Person, string Kind, DateOnly From, DateOnly? To);

/// <summary>People of the firm and of the commission whom the firm's page names.</summary>
/// <param name="Ties">Null for who may not see them.</param>
/// <param name="Names">By reference, as far as the reader may know them.</param>
public sealed record FirmPeople(IReadOnlyList<Tie>? Ties, IReadOnlyDictionary<string, string> Names);

/// <summary>An intellectual property right.</summary>
public sealed record Right(string IpNo, string IpClass, string IpKind, DateOnly GrantedOn, DateOnly? ExpiresOn, bool InForce, bool Pledged, bool Counts);

/// <summary>A firm as Finance knows it.</summary>
public sealed record FirmAtBanks(Consent[] Consents, Told[] Told);

/// <summary>To whom the firm has given consent.</summary>
public sealed record Consent(string BankId, string Purpose, DateOnly From, DateOnly To, DateOnly? EndedOn);

/// <summary>What a bank was told.</summary>
public sealed record Told(string BankId, string Cursor, string Type, string? Product, DateOnly EffectiveOn, DateTimeOffset RecordedAt)
{
    /// <summary>As the bank's own pages call it.</summary>
    public string Kind => Entry.KindOf(Type);
}
