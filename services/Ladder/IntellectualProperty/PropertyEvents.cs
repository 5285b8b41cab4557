using System.Text.Json.Serialization;

namespace Cultivation.Ladder.IntellectualProperty;

// Stored for ever in the stream firm:{id}: add, never rename.

/// <param name="IpClass">I or II by 国科发火〔2016〕195号, which the kind decides.</param>
/// <param name="OwnedFrom">Day from which the firm owns it: of the grant, or of the transfer to it.</param>
/// <param name="ExpiresOn">Last day of protection; null where none is known.</param>
/// <param name="OwnerShare">The firm's part where there are several owners, as the certificate says; null for a sole owner.</param>
/// <param name="UsedInRecognitionId">A recognition whose filing it was used in before it was recorded here.</param>
public sealed record IntellectualPropertyRecorded(
    string Uscc, string IpNo, IpClass IpClass, IpKind IpKind, DateOnly GrantedOn, DateOnly OwnedFrom, DateOnly? ExpiresOn, string? OwnerShare,
    IpAcquired AcquiredBy, string? UsedInRecognitionId, string Source);

/// <param name="Counterparty">The new owner, or who holds the pledge: it may be a person.</param>
public sealed record IntellectualPropertyChanged(
    string Uscc, string LegalName, string IpNo, IpChange Change, DateOnly ChangedOn, FreeText? Counterparty, string Source);

/// <summary>It stood in a filing. Of class II that is once for ever, and of several owners one alone uses it (195号).</summary>
/// <param name="FilingRef">The case or the recognition.</param>
public sealed record IntellectualPropertyUsed(string Uscc, string IpNo, IpClass IpClass, string FilingRef, DateOnly UsedOn);

public enum IpClass
{
    [JsonStringEnumMemberName("I")]
    I,
    [JsonStringEnumMemberName("II")]
    II,
}

/// <summary>What is protected. The first six are class I, the others class II.</summary>
public enum IpKind
{
    InventionPatent, PlantVariety, NationalCropVariety, NewDrug, ProtectedChineseMedicine, CircuitLayout,
    UtilityModel, Design, SoftwareCopyright,
}

public enum IpAcquired { SelfDeveloped, Transferred, Gift, Merger }

public enum IpChange { TransferredOut, Lapsed, Invalidated, Pledged, PledgeReleased }
