using JasperFx.Events;
using Marten;

namespace Cultivation.Ladder.People;

/// <summary>That there is or was a person; who it is stands in <see cref="PersonDetails"/>.</summary>
public sealed record PersonFile
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public DateOnly? ErasedOn { get; init; }

    internal static string Key(string personRef) => $"person:{personRef}";

    public PersonFile Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public PersonFile Fold(object happened) => happened is PersonErased e ? this with { ErasedOn = e.ErasedOn } : this;

    /// <summary>The file to change, erased or not.</summary>
    /// <exception cref="RuleBroken"><c>person.unknown</c>, or <c>version.stale</c> when the caller read another version.</exception>
    internal static async Task<IEventStream<PersonFile>> Fetch(CommandContext context, string personRef, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<PersonFile>(Key(personRef), cancellation);
        if (stream.Aggregate is null)
            throw new RuleBroken("person.unknown", new { personRef });
        return stream.StartingVersion == context.ExpectedVersion ? stream : throw new RuleBroken("version.stale");
    }

    /// <summary>The file of somebody who is known and was not erased.</summary>
    /// <exception cref="RuleBroken"><c>person.unknown</c>, <c>person.erased</c>.</exception>
    internal static async Task<PersonFile> Require(IQuerySession session, string personRef, CancellationToken cancellation) =>
        Require(await session.LoadAsync<PersonFile>(Key(personRef), cancellation), personRef);

    /// <exception cref="RuleBroken"><c>person.unknown</c>, <c>person.erased</c>.</exception>
    internal static PersonFile Require(PersonFile? file, string personRef) =>
        file is null ? throw new RuleBroken("person.unknown", new { personRef })
        : file.ErasedOn is { } on ? throw new RuleBroken("person.erased", new { personRef, on })
        : file;
}

/// <summary>Who a person is. A document and nowhere else: no event, table or kept answer repeats any of it, so that erasing it erases it.</summary>
/// <param name="Id">The person's reference.</param>
/// <param name="Notes">Free text about the person.</param>
public sealed record PersonDetails(string Id, string Name, string? Phone, string? Email, string? Qualification, string? Notes)
{
    /// <exception cref="RuleBroken"><c>field.text</c>.</exception>
    internal static PersonDetails Of(string personRef, PersonGiven given)
    {
        Require.Text(given.Name, nameof(Name), 100);
        foreach (var (field, text, most) in new[]
        {
            (nameof(Phone), given.Phone, 40), (nameof(Email), given.Email, 200), (nameof(Qualification), given.Qualification, 500), (nameof(Notes), given.Notes, 4000),
        })
        {
            if (text is not null)
                Require.Text(text, field, most);
        }
        return new(personRef, given.Name.Trim(), given.Phone, given.Email, given.Qualification, given.Notes);
    }
}

/// <summary>What is told of a person.</summary>
public sealed record PersonGiven(string Name, string? Phone = null, string? Email = null, string? Qualification = null, string? Notes = null);
