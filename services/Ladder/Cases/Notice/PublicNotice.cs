using Cultivation.Ladder.Calendars;
using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>A notice, as decisions read it and as its page shows it.</summary>
public sealed record PublicNotice
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public PublicNoticeStarted? Started { get; init; }
    public Objection[] Objections { get; init; } = [];
    public PublicNoticeEnded? Ended { get; init; }

    internal static string Key(string listId) => $"notice:{listId}";

    public PublicNotice Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public PublicNotice Fold(object happened) => happened switch
    {
        PublicNoticeStarted e => this with { Started = e },
        ObjectionRaised e => this with { Objections = [.. Objections, new(e.ObjectionId, e.CaseId)] },
        ObjectionResolved e => this with { Objections = [.. Objections.Select(o => o.Id == e.ObjectionId ? o with { Outcome = e.Outcome } : o)] },
        ObjectionErased e => this with { Objections = [.. Objections.Select(o => o.Id == e.ObjectionId ? o with { Erased = true } : o)] },
        PublicNoticeEnded e => this with { Ended = e },
        _ => this,
    };

    /// <summary>An objection holds back its own subject only.</summary>
    internal bool Holds(string caseId) => Objections.Any(o => o.CaseId == caseId && o.Outcome != ObjectionOutcome.Dismissed);

    /// <summary>Its last day by the calendars that are published by now.</summary>
    internal DateOnly? LastDay(IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        var e = Started!;
        return Promises.Due(new(e.SlaId, "", e.Days, e.DayUnit, ""), e.StartsOn, calendars);
    }

    /// <summary>The notice to change.</summary>
    /// <exception cref="RuleBroken"><c>notice.unknown</c>, or <c>version.stale</c> when the caller read another version.</exception>
    internal static async Task<IEventStream<PublicNotice>> Fetch(CommandContext context, string id, bool edit, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<PublicNotice>(Key(id), cancellation);
        if (stream.Aggregate is null)
            throw new RuleBroken("notice.unknown", new { id });
        return !edit || stream.StartingVersion == context.ExpectedVersion ? stream : throw new RuleBroken("version.stale");
    }

    internal static Reply Reply(IEventStream<PublicNotice> stream, IReadOnlyCollection<object> happened)
    {
        stream.AppendMany(happened);
        return Hosting.Reply.Ok(NoticePage.Of(happened.Aggregate(stream.Aggregate!, (n, e) => n.Fold(e))), stream.StartingVersion + happened.Count);
    }
}

/// <param name="Outcome">Null until it is resolved.</param>
/// <param name="Erased">Who objected and why is not known any more.</param>
public sealed record Objection(string Id, string CaseId, ObjectionOutcome? Outcome = null, bool Erased = false);

/// <summary>Who objects and why, as the document beside the events has it.</summary>
internal sealed record ObjectionText(string Id, string ListId, string Name, string? Contact, string Text);

/// <summary>How a decision waits for its notice.</summary>
/// <param name="ListId">Null until it is shown.</param>
/// <param name="EffectiveOn">Null until it took effect.</param>
public sealed record CaseNotice(SlaPlan Term, string? ListId = null, DateOnly? EffectiveOn = null)
{
    internal bool Pending => EffectiveOn is null;
}
