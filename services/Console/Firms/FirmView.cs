using System.Text.Json;
using Cultivation.Console.Banks;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Firms;

/// <summary>What Ladder's firm page gives, as far as it is shown.</summary>
public sealed record FirmView(
    string Id, string? CreditCode, string LegalName, NameHeld[] Names, DateOnly? EstablishedOn, string RegisteredDivision, string IndustryCode,
    string EnterpriseType, string? Town, DateOnly AsOf, DateOnly KnownOn, string? Stage, StageHeld[] StagesHeld, SideRung[] SideRungs, bool AtRisk,
    Title[] Recognitions, RefusedTitle[] Refusals, Figure[] Facts, StageSpan[] StageHistory, Affairs Affairs);

/// <summary>A name and the day from which the firm had it.</summary>
public sealed record NameHeld(string Name, DateOnly From);

/// <summary>A stage held on the day asked about.</summary>
public sealed record StageHeld(string StageId, int Order, DateOnly Since, string[] AtRiskWithout);

/// <summary>A rung of a side ladder held on the day asked about.</summary>
public sealed record SideRung(string LadderZh, string LadderEn, StageHeld Rung);

/// <summary>A title (认定).</summary>
public sealed record Title(
    string Id, string CredentialType, string? CertificateNo, DateOnly ValidFrom, DateOnly? ValidTo, DateOnly? RevokedFrom, string Authority, string State);

/// <summary>A title that an authority refused the firm.</summary>
public sealed record RefusedTitle(string CredentialType, string Batch, DateOnly KnownOn);

/// <summary>An annual figure.</summary>
public sealed record Figure(string Id, int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, string SourceKind, string Scope, DateOnly? VerifiedOn);

/// <summary>A time on a stage; <paramref name="To"/> is the first day without it.</summary>
public sealed record StageSpan(string StageId, DateOnly From, DateOnly? To);

/// <summary>What connects a person with the firm.</summary>
/// <param name="To">First day on which it is over; null while it lasts.</param>
public sealed record Tie(string Person, string Kind, DateOnly From, DateOnly? To);

/// <summary>People of the firm and of the commission whom the firm's page names.</summary>
/// <param name="Ties">Null for who may not see them.</param>
/// <param name="Names">By reference, as far as the reader may know them.</param>
public sealed record FirmPeople(IReadOnlyList<Tie>? Ties, IReadOnlyDictionary<string, string> Names);

/// <summary>A firm as Finance knows it.</summary>
/// <param name="Told">The oldest first.</param>
/// <param name="ToldBefore">Where what was told earlier is read on from; null where that is all.</param>
public sealed record FirmAtBanks(Consent[] Consents, Told[] Told, long? ToldBefore)
{
    /// <summary>Stages, titles and the support list, as products ask for them.</summary>
    public Holding[] Holdings { get; init; } = [];
}

/// <summary>Something that products ask for.</summary>
/// <param name="Kind">support for the support list.</param>
/// <param name="Until">First day without it; null while it lasts.</param>
public sealed record Holding(string Kind, DateOnly From, DateOnly? Until);

/// <summary>To whom the firm has given consent.</summary>
/// <param name="DataScopes">eligibility, and criteria where the bank is told by what they are met.</param>
/// <param name="Products">Codes; null for all that the bank offers.</param>
public sealed record Consent(string BankId, string[] DataScopes, string[]? Products, string Purpose, DateOnly From, DateOnly To, DateOnly? EndedOn);

/// <summary>An entry of a bank's feed.</summary>
/// <param name="Criteria">Those that were met, with their figures, where the consent covered that.</param>
/// <param name="Withheld">It is not handed over any more: the consent has ended, or does not cover it.</param>
/// <param name="HandedOver">The earliest first; empty while the bank has not taken it. Null where it is not asked for, since an earlier day is shown.</param>
public sealed record Told(
    string BankId, string Cursor, string Type, string? Product, DateOnly EffectiveOn, DateTimeOffset RecordedAt, JsonElement[]? Criteria, bool Withheld, HandedOver[]? HandedOver)
{
    /// <summary>As the bank's own pages call it.</summary>
    public string Kind => Entry.KindOf(Type);
}

/// <summary>How often a bank was given an entry by one channel.</summary>
/// <param name="Kind">entry, replay or snapshot.</param>
public sealed record HandedOver(string Channel, string Kind, long Times, DateTimeOffset First, DateTimeOffset Last);
