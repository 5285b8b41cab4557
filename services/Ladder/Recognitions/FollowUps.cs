using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.Recognitions;

public enum FollowUpState { Drafted, Confirmed, Dismissed }

/// <param name="Note">The note of its confirmation or the reason of its dismissal.</param>
public sealed record FollowUp(
    string Id, RelianceKind Kind, string Ref, DateOnly On, string[] Criteria, FollowUpState State, string? By = null, DateOnly? DecidedOn = null, FreeText? Note = null);

/// <summary>What is to be looked at since a title was revoked; stream <c>follow-ups:{recognitionId}</c>.</summary>
public sealed record FollowUps
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string FirmId { get; init; } = "";
    public FollowUp[] All { get; init; } = [];

    public static string Key(string recognitionId) => $"follow-ups:{recognitionId}";

    public FollowUps Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public FollowUps Fold(object happened) => happened switch
    {
        FollowUpDrafted e => this with { FirmId = e.FirmId, All = [.. All, new(e.FollowUpId, e.Kind, e.Ref, e.On, e.Criteria, FollowUpState.Drafted)] },
        FollowUpConfirmed e => With(e.FollowUpId, FollowUpState.Confirmed, e.ConfirmedBy, e.ConfirmedOn, e.Note),
        FollowUpDismissed e => With(e.FollowUpId, FollowUpState.Dismissed, e.DismissedBy, e.DismissedOn, e.Reason),
        _ => this,
    };

    /// <summary>One that waits for a person.</summary>
    /// <exception cref="RuleBroken"><c>follow-up.unknown</c>, <c>follow-up.decided</c>.</exception>
    internal FollowUp Open(string id)
    {
        var found = All.SingleOrDefault(f => f.Id == id) ?? throw new RuleBroken("follow-up.unknown", new { id });
        return found.State == FollowUpState.Drafted ? found : throw new RuleBroken("follow-up.decided", new { id, found.State });
    }

    /// <summary>A draft for each thing that rested on the title and has none that waits.</summary>
    internal static IEnumerable<FollowUpDrafted> Drafts(
        FollowUps? before, string firmId, string creditCode, string recognitionId, IEnumerable<Reliance> rested, Func<string> newId) =>
        rested.Where(r => before is null || !before.All.Any(f => f.State == FollowUpState.Drafted && (f.Kind, f.Ref, f.On) == (r.Kind, r.Ref, r.On)))
            .Select(r => new FollowUpDrafted(newId(), firmId, creditCode, recognitionId, r.Kind, r.Ref, r.On, r.Criteria));

    /// <summary>Dismisses what waits: the title was given back, so that it stands.</summary>
    internal static IEnumerable<FollowUpDismissed> Moot(FollowUps followUps, string noticeRef, string by, DateOnly today) =>
        followUps.All.Where(f => f.State == FollowUpState.Drafted)
            .Select(f => new FollowUpDismissed(f.Id, today, by, $"{RestoreRecognition.Reason} {noticeRef}"));

    internal static async Task<IEventStream<FollowUps>> Fetch(CommandContext context, string firmId, string recognitionId, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<FollowUps>(Key(recognitionId), cancellation);
        if (stream.Aggregate is null || stream.Aggregate.FirmId != firmId)
            throw new RuleBroken("recognition.unknown", new { recognitionId });
        return stream.StartingVersion == context.ExpectedVersion ? stream : throw new RuleBroken("version.stale");
    }

    private FollowUps With(string id, FollowUpState state, string by, DateOnly on, FreeText note) =>
        this with { All = [.. All.Select(f => f.Id == id ? f with { State = state, By = by, DecidedOn = on, Note = note } : f)] };
}
