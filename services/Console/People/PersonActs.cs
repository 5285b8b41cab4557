using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.People;

/// <summary>What is recorded of a person. The details are documents, which can be erased; events name the reference alone.</summary>
internal static class PersonActs
{
    public static readonly Act<PersonView> Register = new(
        "register-person", "/api/ladder/v1/people", (_, _) => true, (person, reader) => [.. Details(person, reader), new("source", Kinds.Line, reader["field.source"])],
        form => new { person = Given(form), source = form.Text("source") });

    public static readonly Act<PersonView>[] All =
    [
        new("correct-person", "corrections", (_, _) => true, Details, Given),
        new("person-tie", "ties", (person, reader) => reader.Person.Is(Roles.Supervisor),
            (_, reader) =>
            [
                new("creditCode", Kinds.Line, reader["firm.code"]) { Longest = 18 }, ReviewActs.Kind(reader), On("from", reader), new("to", Kinds.Day, reader["field.to"]) { Required = false },
            ],
            form => new { creditCode = form.Text("creditCode"), kind = form.Text("kind"), from = form.Text("from"), to = form.Text("to") }),
        new("erase-person", "erasure", (_, reader) => reader.Person.Is(Roles.Supervisor), (_, reader) => [new("requestRef", Kinds.Line, reader["field.requestRef"])],
            form => new { requestRef = form.Text("requestRef") }),
    ];

    private static IEnumerable<Field> Details(PersonView person, Reader reader) =>
    [
        new("name", Kinds.Line, reader["field.person-name"]) { Value = person.Name, Longest = 100 },
        new("phone", Kinds.Line, reader["field.phone"]) { Value = person.Phone, Required = false, Longest = 40 },
        new("email", Kinds.Line, reader["field.email"]) { Value = person.Email, Required = false },
        new("qualification", Kinds.Text, reader["field.qualification"]) { Value = person.Qualification, Required = false, Longest = 500 },
        new("notes", Kinds.Text, reader["field.notes"]) { Value = person.Notes, Required = false, Longest = 4_000 },
    ];

    private static object Given(IFormCollection form) => new
    {
        name = form.Text("name"), phone = form.Text("phone"), email = form.Text("email"), qualification = form.Text("qualification"), notes = form.Text("notes"),
    };
}
