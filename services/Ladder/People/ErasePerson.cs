using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Teams;
using Marten;

namespace Cultivation.Ladder.People;

/// <summary>
/// Erases a person's data on request (个人信息保护法 第四十七条): the document, what ties the person to firms, and the answers that were kept about it. Events keep the reference, which
/// leads to nobody from then on. Nothing brings the data back.
/// </summary>
/// <param name="RequestRef">The paper by which it was asked for, by its number.</param>
public sealed record ErasePerson(string RequestRef)
{
    internal static object[] Decide(ErasePerson command, PersonFile file, string personRef, DateOnly today)
    {
        Require.Text(command.RequestRef, nameof(RequestRef));
        return file.ErasedOn is not null ? [] : [new PersonErased(personRef, command.RequestRef, today)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/people/{personRef}/erasure", Handle).IsEdit(Roles.Supervisor).Produces<PersonNumbered>();

    private static async Task<Reply> Handle(ErasePerson command, string personRef, CommandContext context, CancellationToken cancellation)
    {
        var stream = await PersonFile.Fetch(context, personRef, cancellation);
        var happened = Decide(command, stream.Aggregate!, personRef, context.Today);
        if (happened.Length > 0)
        {
            context.Session.Delete<PersonDetails>(personRef);
            context.Session.Delete<TeamPerson>(personRef);
            foreach (var tie in await PersonTie.Of(context.Session, personRef, cancellation))
                context.Session.Delete<PersonTie>(tie.Id);
            context.ForgetReplies(GetPerson.Path(personRef));
            stream.AppendMany(happened);
        }
        return Reply.Ok(new PersonNumbered(personRef), stream.StartingVersion + happened.Length);
    }
}
