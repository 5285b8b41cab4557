using Cultivation.Ladder.People;
using Marten;

namespace Cultivation.Ladder.Teams;

/// <summary>Keeps each person in one team of the district at a time.</summary>
internal static class TeamPeople
{
    /// <exception cref="RuleBroken"><c>team.members</c>: a person is named twice, or too many are; <c>field.text</c>: a reference is missing or too long.</exception>
    public static void Check(string lead, string[] members)
    {
        foreach (var person in members.Prepend(lead))
            Require.Text(person, "personRef", 64);
        if (members.Prepend(lead).Distinct(StringComparer.Ordinal).Count() != members.Length + 1 || members.Length > 50)
            throw new RuleBroken("team.members", new { most = 50 });
    }

    /// <summary>Takes the persons in; those in <paramref name="before"/> who are no longer named are free again.</summary>
    /// <exception cref="RuleBroken"><c>team.person-elsewhere</c> when one belongs to another team; <c>person.unknown</c>, <c>person.erased</c>.</exception>
    public static async Task Move(
        IDocumentSession session, string teamId, TeamMembers? before, IEnumerable<string> now, CancellationToken cancellation)
    {
        string[] persons = [.. now.Distinct(StringComparer.Ordinal)];
        string[] earlier = [.. before?.All ?? []];
        foreach (var person in earlier.Except(persons))
            session.Delete<TeamPerson>(person);
        string[] taken = [.. persons.Except(earlier)];
        var files = (await session.LoadManyAsync<PersonFile>(cancellation, [.. taken.Select(PersonFile.Key)])).ToDictionary(f => f.Id, StringComparer.Ordinal);
        foreach (var person in taken)
            PersonFile.Require(files.GetValueOrDefault(PersonFile.Key(person)), person);
        foreach (var person in await session.LoadManyAsync<TeamPerson>(cancellation, persons))
        {
            if (person.TeamId != teamId)
                throw new RuleBroken("team.person-elsewhere", new { personRef = person.Id, person.TeamId });
        }
        // An insert, so that of two teams that take one person at once the second fails.
        foreach (var person in taken)
            session.Insert(new TeamPerson(person, teamId));
    }

    public static void Free(IDocumentSession session, TeamMembers members)
    {
        foreach (var person in members.All)
            session.Delete<TeamPerson>(person);
    }
}
