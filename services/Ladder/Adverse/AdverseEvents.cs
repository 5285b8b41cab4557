namespace Cultivation.Ladder.Adverse;

// Stored for ever in the stream firm:{id}: add, never rename. Each carries code and name, so that a message is made from it alone.

/// <param name="HappenedOn">When it happened; null where the list does not say. Rules that count from the event look at this day.</param>
/// <param name="ListedOn">When the authority listed it, up to years later. Rules about standing on a list look at this day.</param>
/// <param name="Source">The authority and its notice.</param>
public sealed record AdverseRecordListed(
    string RecordId, string Uscc, string LegalName, AdverseKind Kind, DateOnly? HappenedOn, DateOnly ListedOn, AdverseSeverity Severity, string Source);

/// <param name="ListRef">Id of the record.</param>
/// <param name="RemovedOn">First day on which it no longer stands.</param>
public sealed record AdverseRecordRemoved(string ListRef, string Uscc, string LegalName, AdverseKind Kind, DateOnly RemovedOn, FreeText Reason);

public enum AdverseKind { Safety, Quality, Environment, ResearchMisconduct, AbnormalOperation, SeriousDishonesty, TaxOffence }

public enum AdverseSeverity { Ordinary, Major }

/// <summary>Something adverse that an authority listed. What happened stays true when it is taken off the list.</summary>
public sealed record AdverseRecord(
    string Id, AdverseKind Kind, DateOnly? HappenedOn, DateOnly ListedOn, AdverseSeverity Severity, string Source, DateOnly? RemovedOn)
{
    internal static AdverseRecord[] After(AdverseRecord[] records, object happened) => happened switch
    {
        AdverseRecordListed e => [.. records, Of(e)],
        AdverseRecordRemoved e => [.. records.Select(r => r.Id == e.ListRef ? r with { RemovedOn = e.RemovedOn } : r)],
        _ => records,
    };

    internal static AdverseRecord Of(AdverseRecordListed e) => new(e.RecordId, e.Kind, e.HappenedOn, e.ListedOn, e.Severity, e.Source, null);

    internal bool ListedAt(DateOnly day) => ListedOn <= day && (RemovedOn is null || day < RemovedOn);
}
