using System.Text.RegularExpressions;
using Marten;

namespace Cultivation.Ladder.People;

/// <summary>
/// How events, which stay for ever, name a person: by the reference of the register of people, or by the id under which the directory of staff and experts signs
/// them in. Never by a name.
/// </summary>
internal static partial class PersonRef
{
    /// <exception cref="RuleBroken"><c>field.text</c>, <c>person.not-a-reference</c>. What was given is not repeated: it may be a name.</exception>
    public static void Check(string value, string field)
    {
        Hosting.Require.Text(value, field, 64);
        if (!Form().IsMatch(value))
            throw new RuleBroken("person.not-a-reference", new { field = char.ToLowerInvariant(field[0]) + field[1..] });
    }

    /// <summary>Each that is a reference of the register leads to somebody who is on file.</summary>
    /// <exception cref="RuleBroken"><c>person.unknown</c>, <c>person.erased</c>.</exception>
    public static async Task Require(IQuerySession session, IEnumerable<string> people, CancellationToken cancellation)
    {
        string[] registered = [.. people.OfType<string>().Where(person => Registered().IsMatch(person)).Distinct(StringComparer.Ordinal)];
        if (registered.Length == 0)
            return;
        var files = (await session.LoadManyAsync<PersonFile>(cancellation, [.. registered.Select(PersonFile.Key)])).ToDictionary(f => f.Id, StringComparer.Ordinal);
        foreach (var person in registered)
            PersonFile.Require(files.GetValueOrDefault(PersonFile.Key(person)), person);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:|-]{0,63}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Registered();
}
