namespace Cultivation.Ladder.Groups;

// Stored for ever in firm:{id} of each of the two that is registered here: add, never rename.

/// <summary>One firm controls another, or a person controls a firm, between two days.</summary>
/// <param name="ParentUscc">Credit code of the controlling firm; null where a person controls it.</param>
/// <param name="SharePct">Percent of 100; null where control rests on something else.</param>
/// <param name="ActualControllerRef">Reference of the person in control, never a name.</param>
/// <param name="ValidTo">First day on which it is over; null while it lasts.</param>
public sealed record ControlRelationRecorded(
    string RelationId, string? ParentUscc, string ChildUscc, decimal? SharePct, string? ActualControllerRef, DateOnly ValidFrom, DateOnly? ValidTo,
    string Source);

/// <summary>The relation as a firm's state keeps it.</summary>
public sealed record ControlRelation(
    string Id, string? ParentUscc, string ChildUscc, decimal? SharePct, string? ActualControllerRef, DateOnly ValidFrom, DateOnly? ValidTo)
{
    internal static ControlRelation Of(ControlRelationRecorded e) =>
        new(e.RelationId, e.ParentUscc, e.ChildUscc, e.SharePct, e.ActualControllerRef, e.ValidFrom, e.ValidTo);

    internal bool ValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);

    /// <summary>A relation that is recorded again under its id replaces what was known of it.</summary>
    internal static ControlRelation[] With(ControlRelation[] all, ControlRelationRecorded e) => [.. all.Where(r => r.Id != e.RelationId), Of(e)];
}
