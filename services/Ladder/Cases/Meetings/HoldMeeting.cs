using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// A supervisor records what a meeting decided about proposals of one batch: each is approved or sent back by the rules of its own case, and one that is
/// refused holds no other back.
/// </summary>
/// <param name="MinutesRef">The minutes.</param>
public sealed record HoldMeeting(string Batch, DateOnly HeldOn, string MinutesRef, MeetingItem[] Items)
{
    internal const int MostItems = 200;

    internal static void Check(HoldMeeting command, DateOnly today)
    {
        Require.Text(command.Batch, nameof(Batch));
        Require.Text(command.MinutesRef, nameof(MinutesRef));
        if (command.HeldOn > today)
            throw new RuleBroken("meeting.in-future", new { command.HeldOn });
        if (command.Items.Length is 0 or > MostItems || command.Items.DistinctBy(i => i.Number).Count() != command.Items.Length)
            throw new RuleBroken("meeting.items", new { most = MostItems });
    }

    /// <summary>The meeting speaks of this case as it stands.</summary>
    /// <param name="decided">Firms of which this meeting has decided a case.</param>
    internal static void RequireBefore(MeetingItem item, Case @case, string batch, IReadOnlySet<string> decided)
    {
        if (@case.Version != item.Version)
            throw new RuleBroken("version.stale");
        if (@case.Proposal is { } proposal && proposal.Batch != batch)
            throw new RuleBroken("meeting.other-batch", new { @case.Number, proposal.Batch });
        if (decided.Contains(@case.FirmId))
            throw new RuleBroken("meeting.firm-twice", new { @case.Number });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/meetings", Handle).IsCommand(Roles.Supervisor).Produces<BatchMeetingRecorded>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(HoldMeeting command, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        Check(command, context.Today);
        var id = context.NewId();
        var published = await shelf.Look(context.Tenant, cancellation);
        HashSet<string> decided = new(StringComparer.Ordinal);
        List<MeetingResult> results = [];
        foreach (var item in command.Items)
            results.Add(await One(item, command, id, decided, context, published, cancellation));
        var held = new BatchMeetingRecorded(id, command.Batch, command.HeldOn, command.MinutesRef, [.. results], context.Person.Subject);
        context.Session.Events.StartStream<Meeting>(Meeting.Key(id), held);
        return Reply.Created($"meetings/{id}", held, version: 1);
    }

    private static async Task<MeetingResult> One(
        MeetingItem item, HoldMeeting command, string id, HashSet<string> decided, CommandContext context, Published published, CancellationToken cancellation)
    {
        IEventStream<Case>? stream = null;
        try
        {
            stream = await CasePage.Find(context, item.Number, cancellation);
            var @case = stream.Aggregate!;
            RequireBefore(item, @case, command.Batch, decided);
            await Conflicts.Require(context, @case, cancellation);
            if (item.ReturnReason is { } reason)
            {
                stream.AppendMany(ReturnProposal.Decide(new(reason), @case, context.Person.Subject, context.Today));
                return new(item.Number, @case.CreditCode, MeetingOutcome.Returned, null, null);
            }
            stream.AppendMany(await DecideCase.Approve(context, published, @case, id, cancellation));
            decided.Add(@case.FirmId);
            return new(item.Number, @case.CreditCode, MeetingOutcome.Decided, @case.Proposal!.Decision, null);
        }
        catch (RuleBroken refused)
        {
            if (stream is not null)
                stream.AppendMany(Refusals.Of(refused, stream.Aggregate!, context.Person.Subject, "meeting", context.Now));
            return new(item.Number, stream?.Aggregate!.CreditCode, MeetingOutcome.Refused, null, refused.Code);
        }
    }
}

/// <summary>What the meeting says of one case.</summary>
/// <param name="Version">The version of the case that the meeting had before it.</param>
/// <param name="ReturnReason">Why the proposal is sent back; null where it is approved.</param>
public sealed record MeetingItem(string Number, long Version, FreeText? ReturnReason = null);
