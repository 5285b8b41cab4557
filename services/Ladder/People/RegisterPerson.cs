namespace Cultivation.Ladder.People;

/// <summary>Puts a natural person on file.</summary>
public sealed record RegisterPerson(PersonGiven Person, string Source)
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/people", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<PersonNumbered>(StatusCodes.Status201Created);

    private static Reply Handle(RegisterPerson command, CommandContext context)
    {
        Require.Text(command.Source, nameof(Source));
        var personRef = context.NewId();
        context.Session.Insert(PersonDetails.Of(personRef, command.Person));
        context.Session.Events.StartStream<PersonFile>(PersonFile.Key(personRef), new PersonRegistered(personRef, command.Source, context.Today));
        return Reply.Created(GetPerson.Path(personRef), new PersonNumbered(personRef), version: 1);
    }
}

/// <param name="PersonRef">What every other command names the person by.</param>
internal sealed record PersonNumbered(string PersonRef);
