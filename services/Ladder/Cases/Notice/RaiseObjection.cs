using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>Records that somebody objects to one subject of a notice. The name is kept beside the events.</summary>
/// <param name="Number">The case objected to.</param>
public sealed record RaiseObjection(string Number, string Name, string Text, string? Contact = null)
{
    internal static ObjectionRaised Decide(RaiseObjection command, PublicNotice notice, string objectionId, string by, DateOnly today)
    {
        Require.Text(command.Name, nameof(Name), 64);
        Require.Text(command.Text, nameof(Text), 4_000);
        if (command.Contact is not null)
            Require.Text(command.Contact, nameof(Contact));
        var subject = notice.Started!.Subjects.FirstOrDefault(s => s.CaseId == command.Number)
            ?? throw new RuleBroken("notice.case-unknown", new { command.Number });
        if (notice.Ended is { } ended)
            throw new RuleBroken("notice.ended", new { ended.EndedOn });
        return new(notice.Started.ListId, objectionId, subject.CaseId, subject.Uscc, today, by);
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/notices/{id}/objections", Handle)
        .IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<ObjectionMade>(StatusCodes.Status201Created);

    private static async Task<Reply> Handle(RaiseObjection command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await PublicNotice.Fetch(context, id, edit: false, cancellation);
        var raised = Decide(command, stream.Aggregate!, context.NewId(), context.Person.Subject, context.Today);
        context.Session.Insert(new KeptText(raised.ObjectionId, PublicNotice.Key(id), command.Text, command.Name, command.Contact));
        stream.AppendOne(raised);
        return Reply.Created($"notices/{id}/objections/{raised.ObjectionId}", new ObjectionMade(raised.ObjectionId), stream.StartingVersion + 1);
    }
}

internal sealed record ObjectionMade(string ObjectionId);
