using Marten;

namespace Cultivation.Ladder.People;

/// <summary>Replaces what is on file of a person; what was there before is kept nowhere.</summary>
internal static class CorrectPerson
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/people/{personRef}/corrections", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<PersonNumbered>();

    private static async Task<Reply> Handle(PersonGiven command, string personRef, CommandContext context, CancellationToken cancellation)
    {
        var stream = await PersonFile.Fetch(context, personRef, cancellation);
        PersonFile.Require(stream.Aggregate, personRef);
        var corrected = PersonDetails.Of(personRef, command);
        if (await context.Session.LoadAsync<PersonDetails>(personRef, cancellation) == corrected)
            return Reply.Ok(new PersonNumbered(personRef), stream.StartingVersion);
        context.Session.Store(corrected);
        stream.AppendOne(new PersonCorrected(personRef, context.Today));
        return Reply.Ok(new PersonNumbered(personRef), stream.StartingVersion + 1);
    }
}
