using Cultivation.Criteria;
using JasperFx.Events;

namespace Cultivation.Ladder.Discovery;

/// <summary>Where a lead waits: three queues that hand over to each other (发现一批、服务一批、推荐一批), and what was let go.</summary>
public enum LeadQueue { Discovered, Serving, Recommended, Dismissed }

/// <summary>A firm that may reach a stage, on its way to a filing.</summary>
public sealed record Lead
{
    internal static readonly Type[] Events = [typeof(LeadDiscovered), typeof(LeadTaken), typeof(LeadHandedOver), typeof(LeadDismissed), typeof(LeadReopened)];

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string LeadId { get; init; } = "";
    public LeadQueue Queue { get; init; }
    public string FirmId { get; init; } = "";
    public string CreditCode { get; init; } = "";
    public string StageId { get; init; } = "";
    public LeadChannel Channel { get; init; }
    public string FoundBy { get; init; } = "";
    public DateOnly FoundOn { get; init; }
    public int? Missing { get; init; }
    public int? Open { get; init; }
    public Text[] Reasons { get; init; } = [];
    public LeadWords? Said { get; init; }
    public CriterionMet[] Met { get; init; } = [];
    public string? TakenBy { get; init; }
    public string? CaseNumber { get; init; }
    public LeadEnd? Ended { get; init; }

    internal static string Key(string leadId) => $"lead:{leadId}";

    /// <exception cref="RuleBroken"><c>lead.unknown</c>, or <c>version.stale</c> when the caller read another version.</exception>
    internal static async Task<IEventStream<Lead>> Fetch(CommandContext context, string id, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Lead>(Key(id), cancellation);
        if (stream.Aggregate is null)
            throw new RuleBroken("lead.unknown", new { id });
        return stream.StartingVersion == context.ExpectedVersion ? stream : throw new RuleBroken("version.stale");
    }

    public Lead Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public Lead Fold(object happened) => happened switch
    {
        LeadDiscovered e => this with
        {
            LeadId = e.LeadId, FirmId = e.FirmId, CreditCode = e.Uscc, StageId = e.StageId, Channel = e.Channel, FoundBy = e.FoundBy, FoundOn = e.FoundOn,
            Missing = e.Missing, Open = e.Open, Reasons = e.Reasons, Said = e.Said, Met = e.Met ?? [],
        },
        LeadTaken e => this with { Queue = LeadQueue.Serving, TakenBy = e.TakenBy },
        LeadHandedOver e => this with { Queue = LeadQueue.Recommended, CaseNumber = e.CaseNumber },
        LeadDismissed e => this with { Queue = LeadQueue.Dismissed, Ended = e.Reason },
        LeadReopened => this with { Queue = LeadQueue.Discovered, TakenBy = null, CaseNumber = null, Ended = null },
        _ => this,
    };
}

/// <summary>The lead of a firm and stage: one at a time.</summary>
/// <param name="DismissedOn">Null while it is followed. A screen leaves the firm alone for a while after.</param>
public sealed record StageLead(string Id, string LeadId, DateOnly? DismissedOn = null)
{
    internal static string For(string firmId, string stageId) => $"{firmId}/{stageId}";
}
