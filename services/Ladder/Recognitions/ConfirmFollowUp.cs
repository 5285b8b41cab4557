namespace Cultivation.Ladder.Recognitions;

/// <summary>A person takes up what the software marked.</summary>
/// <param name="Note">What is done about it: a case, a letter, an order.</param>
public sealed record ConfirmFollowUp(FreeText Note)
{
    internal static FollowUpConfirmed Decide(ConfirmFollowUp command, string followUpId, FollowUps followUps, string by, DateOnly today)
    {
        Require.Text(command.Note, nameof(Note), 2_000);
        return new(followUps.Open(followUpId).Id, today, by, command.Note);
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/firms/{id}/recognitions/{recognitionId}/follow-ups/{followUpId}/confirmation", Handle)
        .IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FollowUp>();

    private static async Task<Reply> Handle(
        ConfirmFollowUp command, string id, string recognitionId, string followUpId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await FollowUps.Fetch(context, id, recognitionId, cancellation);
        var confirmed = Decide(command, followUpId, stream.Aggregate!, context.Person.Subject, context.Today);
        stream.AppendOne(confirmed);
        return Reply.Ok(stream.Aggregate!.Fold(confirmed).All.Single(f => f.Id == followUpId), stream.StartingVersion + 1);
    }
}
