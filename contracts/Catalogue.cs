using Cultivation.Contracts.Ladder.V1;

namespace Cultivation.Contracts;

/// <summary>A message that crosses a service border: its record, its CloudEvents type, who sends it and whose queues must exist.</summary>
/// <param name="Type">The record.</param>
/// <param name="Name">CloudEvents <c>type</c>, stable for ever.</param>
/// <param name="Source">The service whose relay publishes it.</param>
/// <param name="Consumers">Services that read it; with none it is published without the broker's mandatory flag.</param>
public sealed record Contract(Type Type, string Name, string Source, params string[] Consumers);

/// <summary>All messages, declared once. A queue is <c>{consumer}.{source}</c>: quorum, one active consumer.</summary>
public static class Catalogue
{
    /// <summary>Every message of the product.</summary>
    public static IReadOnlyList<Contract> All { get; } =
    [
        new(typeof(FirmRegistered), "cn.cultivation.firm.registered.v1", "ladder", "finance"),
        new(typeof(FirmRenamed), "cn.cultivation.firm.renamed.v1", "ladder", "finance"),
        new(typeof(StageEntered), "cn.cultivation.stage.entered.v1", "ladder", "finance"),
        new(typeof(StageLeft), "cn.cultivation.stage.left.v1", "ladder", "finance"),
        new(typeof(RecognitionGranted), "cn.cultivation.recognition.granted.v1", "ladder", "finance"),
        new(typeof(RecognitionExpired), "cn.cultivation.recognition.expired.v1", "ladder", "finance"),
        new(typeof(RecognitionRevoked), "cn.cultivation.recognition.revoked.v1", "ladder", "finance"),
        new(typeof(CreditCodeCorrected), "cn.cultivation.firm.code-corrected.v1", "ladder", "finance"),
        new(typeof(FirmDeregistered), "cn.cultivation.firm.deregistered.v1", "ladder", "finance"),
        new(typeof(FirmMoved), "cn.cultivation.firm.moved.v1", "ladder", "finance"),
        new(typeof(IntellectualPropertyChanged), "cn.cultivation.intellectual-property.changed.v1", "ladder"),
        new(typeof(AdverseRecordListed), "cn.cultivation.adverse-record.listed.v1", "ladder", "finance"),
        new(typeof(AdverseRecordRemoved), "cn.cultivation.adverse-record.removed.v1", "ladder", "finance"),
        new(typeof(RecognitionRestored), "cn.cultivation.recognition.restored.v1", "ladder", "finance"),
        new(typeof(RecognitionAnnulled), "cn.cultivation.recognition.annulled.v1", "ladder", "finance"),
        new(typeof(LedgerCheckpointSigned), "cn.cultivation.ledger.checkpoint-signed.v1", "ladder", "finance"),
        new(typeof(WorkingDayCalendarPublished), "cn.cultivation.calendar.published.v1", "ladder", "finance"),
        new(typeof(AnnualFactSubmitted), "cn.cultivation.annual-fact.submitted.v1", "ladder", "finance"),
        new(typeof(AnnualFactCorrected), "cn.cultivation.annual-fact.corrected.v1", "ladder", "finance"),
        new(typeof(AnnualFactAnnulled), "cn.cultivation.annual-fact.annulled.v1", "ladder", "finance"),
    ];

    private static readonly Dictionary<Type, Contract> ByType = All.ToDictionary(c => c.Type);
    private static readonly Dictionary<string, Contract> ByName = All.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The contract of a record.</summary>
    /// <exception cref="KeyNotFoundException">The record is not in the table.</exception>
    public static Contract Of(Type record) => ByType[record];

    /// <summary>The contract with a CloudEvents type; null when this build does not know it.</summary>
    public static Contract? Named(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Name of the queue in which a service receives the messages of another.</summary>
    public static string Queue(string consumer, string source) => $"{consumer}.{source}";
}
