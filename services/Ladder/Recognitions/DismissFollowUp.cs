namespace Cultivation.Ladder.Recognitions;

/// <summary>A person says that nothing is to be done about what the software marked.</summary>
/// <param name="Reason">Why not.</param>
public sealed record DismissFollowUp(FreeText Reason)
{
    internal static FollowUpDismissed Decide(DismissFollowUp command, string followUpId, FollowUps followUps, string by, DateOnly today)
    {
        Require.Text(command.Reason, nameof(Reason), 2_000);
        return new(followUps.Open(followUpId).Id, today, by, command.Reason);
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/firms/{id}/recognitions/{recognitionId}/follow-ups/{followUpId}/dismissal", Handle)
        .IsEdit(Roles.Supervisor).Produces<FollowUp>();

    private static async Task<Reply> Handle(
        DismissFollowUp command, string id, string recognitionId, string followUpId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await FollowUps.Fetch(context, id, recognitionId, cancellation);
        var dismissed = Decide(command, followUpId, stream.Aggregate!, context.Person.Subject, context.Today);
        stream.AppendOne(dismissed);
        return Reply.Ok(stream.Aggregate!.Fold(dismissed).All.Single(f => f.Id == followUpId), stream.StartingVersion + 1);
    }
}
