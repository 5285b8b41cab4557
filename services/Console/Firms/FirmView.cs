using System.Text.Json;
using Cultivation.Console.Banks;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Firms;

/// <summary>What Ladder's firm page gives, as far as it is shown.</summary>
public sealed record FirmView(
    string Id, string? CreditCode, string LegalName, NameHeld[] Names, DateOnly? EstablishedOn, string RegisteredDivision, string IndustryCode,
    string EnterpriseType, string? Town, DateOnly AsOf, DateOnly KnownOn, string? Stage, StageHeld[] StagesHeld, bool AtRisk,
    Title[] Recognitions, Figure[] Facts, StageSpan[] StageHistory, Affairs Affairs);

/// <summary>A name and the day from which the firm had it.</summary>
public sealed record NameHeld(string Name, DateOnly From);

/// <summary>A stage held on the day asked about.</summary>
public sealed record StageHeld(string StageId, int Order, DateOnly Since, string[] AtRiskWithout);

/// <summary>A title (认定).</summary>
public sealed record Title(
    string Id, string CredentialType, string? CertificateNo, DateOnly ValidFrom, DateOnly? ValidTo, DateOnly? RevokedFrom, string Authority, string State);

/// <summary>An annual figure.</summary>
public sealed record Figure(int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, string SourceKind, string Scope, DateOnly? VerifiedOn);

/// <summary>A time on a stage; <paramref name="To"/> is the first day without it.</summary>
public sealed record StageSpan(string StageId, DateOnly From, DateOnly? To);

/// <summary>What the registers say.</summary>
public sealed record Affairs(string[] FormerCodes, bool Here, Right[] Properties);

/// <summary>An intellectual property right.</summary>
public sealed record Right(string IpNo, string IpClass, string IpKind, DateOnly GrantedOn, DateOnly? ExpiresOn, bool InForce, bool Pledged, bool Counts);

/// <summary>A line of the timeline.</summary>
public sealed record TimelineLine(
    long Version, string Type, string TitleZh, string TitleEn, DateOnly? EffectiveOn, DateTimeOffset RecordedAt, string? By, string? TraceId, JsonElement Data);

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
