namespace Cultivation.Ladder.Moves;

// Stored for ever: add, never rename. The first two in the stream firm:{id}, the last one in divisions:cn of tenant 000000.

/// <param name="FromDivision">Division (GB/T 2260, six digits) of registration before.</param>
/// <param name="MoveKind">A part move, such as a new branch elsewhere, moves neither firm nor title.</param>
/// <param name="CrossesRecognisingBody">By recognising body (province or listed city), not by district.</param>
/// <param name="TaxMovedOn">When the firm began to pay tax there; null while it is not known.</param>
public sealed record RegistrationMoved(
    string Uscc, string LegalName, string FromDivision, string ToDivision, MoveKind MoveKind, DateOnly EffectiveOn, bool CrossesRecognisingBody,
    DateOnly? TaxMovedOn, string Source);

/// <summary>
/// From a day another district cares for the firm. It gets identity, figures, rights, records and titles; pool, voucher, money and counts stay
/// here as history.
/// </summary>
/// <param name="EffectiveOn">First day on which it is the other district's.</param>
/// <param name="RecognisingBodyUnchanged">The titles go on under the same body.</param>
/// <param name="HandoverRef">The paper of the handover.</param>
/// <param name="OpenObligations">What the other district must see to.</param>
public sealed record DistrictCustodyTransferred(
    string Uscc, string LegalName, string FromDistrict, string ToDistrict, DateOnly EffectiveOn, bool RecognisingBodyUnchanged, string HandoverRef,
    FreeText[] OpenObligations);

/// <summary>A division has another code from a day (310108 闸北 became part of 310106 静安). Credit codes keep the old one.</summary>
public sealed record DivisionCodeMapped(string OldCode, string NewCode, DateOnly EffectiveOn, string DocRef);

public enum MoveKind { Whole, Part }
