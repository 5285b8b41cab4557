namespace Cultivation.Ladder.Cases;

/// <summary>
/// Erases who objected and why, on request (个人信息保护法 第四十七条). That there was an objection, and how it was resolved, stays. Nothing brings the text back.
/// </summary>
/// <param name="RequestRef">The paper by which it was asked for, by its number.</param>
public sealed record EraseObjection(string RequestRef)
{
    internal static object[] Decide(EraseObjection command, PublicNotice notice, string objectionId, DateOnly today, string by)
    {
        Require.Text(command.RequestRef, nameof(RequestRef));
        var objection = ResolveObjection.Find(notice, objectionId);
        // While it is open, the supervisor who judges it has to read it.
        if (objection.Outcome is null)
            throw new RuleBroken("notice.objection-open", new { objectionId });
        return objection.Erased ? [] : [new ObjectionErased(notice.Started!.ListId, objectionId, command.RequestRef, today, by)];
    }

    /// <summary>Words of somebody who objects are erased at the notice, after they have been judged.</summary>
    internal static RuleBroken? Elsewhere(KeptText text) =>
        text.Name is null ? null : new("text.of-objection", new { objectionId = text.Id, listId = StreamKey.IdOf(text.Stream) });

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/notices/{id}/objections/{objectionId}/erasure", Handle).IsEdit(Roles.Supervisor).Produces<NoticePage>();

    private static async Task<Reply> Handle(EraseObjection command, string id, string objectionId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await PublicNotice.Fetch(context, id, edit: true, cancellation);
        var happened = Decide(command, stream.Aggregate!, objectionId, context.Today, context.Person.Subject);
        if (happened.Length > 0 && await context.Session.LoadAsync<KeptText>(objectionId, cancellation) is { } text)
            context.Erase(text);
        return PublicNotice.Reply(stream, happened);
    }
}
