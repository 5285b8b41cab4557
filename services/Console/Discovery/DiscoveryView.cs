using System.Text.Json;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Discovery;

/// <summary>How many leads wait in each queue.</summary>
/// <param name="Dismissed">Let go; in no queue.</param>
public sealed record QueueCounts(long Discovered, long Serving, long Recommended, long Dismissed)
{
    /// <summary>The queues in the order in which a lead goes through them, and what was let go.</summary>
    public static readonly IReadOnlyList<string> Queues = ["discovered", "serving", "recommended", "dismissed"];

    /// <summary>By a queue's name.</summary>
    public long Of(string queue) => queue switch { "discovered" => Discovered, "serving" => Serving, "recommended" => Recommended, _ => Dismissed };
}

/// <summary>A firm that may reach a stage, on its way to a filing.</summary>
/// <param name="Channel">screen, self, town, institution, visit or contest.</param>
/// <param name="FoundBy">Who found it; the screen's id where a screen did.</param>
/// <param name="Ended">Why it was let go; null while it is followed.</param>
public sealed record Lead(
    string LeadId, string Queue, string FirmId, string CreditCode, string StageId, string Channel, string FoundBy, DateOnly FoundOn, int? Missing, int? Open,
    Text[] Reasons, string? TakenBy, string? CaseNumber, string? Ended, string? LegalName)
{
    /// <summary>What the firm is called.</summary>
    public string Firm => LegalName ?? CreditCode;

    /// <summary>The one of several that a list shows: the gap that is hardest to close stands last.</summary>
    public Text? Reason => Reasons.LastOrDefault();

    /// <summary>It can be served, handed over or let go.</summary>
    public bool Waits => Queue is "discovered" or "serving";
}

/// <summary>A firm and how far it is from a stage.</summary>
/// <param name="Missing">Conditions that are not met.</param>
/// <param name="Open">Conditions that wait for data or a person.</param>
public sealed record NearFirm(string FirmId, string CreditCode, string LegalName, string? Town, int Missing, int Open, Missing[] Lacks, DateOnly AsOf);

/// <summary>A saved search: who is near a stage, and what else must be so.</summary>
/// <param name="MostOpen">Null for any number.</param>
/// <param name="Industry">First characters of the industry code; null for all.</param>
/// <param name="Criteria">More criteria in the shape of programme files; null for none.</param>
public sealed record Screen(
    string ScreenId, string Name, string StageId, int MostMissing, int? MostOpen, string? Town, string? Industry, JsonElement? Criteria, bool Retired,
    DateOnly? AppliedOn)
{
    internal ScreenFields Fields => new(
        Name, StageId, $"{MostMissing}", $"{MostOpen}", Town, Industry, Criteria is { ValueKind: JsonValueKind.Object } criteria ? JsonText.Of(criteria) : null);
}
