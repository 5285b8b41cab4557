using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Notices;

/// <summary>What is done about a public notice: objections to one of its cases are recorded, resolved and erased on request, and it is closed when its term is over.</summary>
internal static class NoticeActs
{
    public static readonly Act<NoticeView>[] All =
    [
        new("objection", "objections", (notice, _) => notice.EndedOn is null,
            (notice, reader) =>
            [
                new("number", Kinds.Choice, reader["inbox.case"]) { Options = Option.Of(notice.Subjects.Select(subject => subject.CaseId), number => number) },
                new("name", Kinds.Line, reader["field.objector"]) { Longest = 64 },
                new("text", Kinds.Text, reader["field.objection"]) { Longest = 4_000 },
                new("contact", Kinds.Line, reader["field.contact"]) { Required = false },
            ],
            form => new { number = form.Text("number"), name = form.Text("name"), text = form.Text("text"), contact = form.Text("contact") }),
        new("resolve-objection", "objections/{objection}/resolution", (notice, reader) => Waiting(notice).Any() && reader.Person.Is(Roles.Supervisor),
            (notice, reader) =>
            [
                Which(Waiting(notice), reader),
                new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(["upheld", "dismissed"], word => reader.Word("objection", word)) },
                Reason(reader),
            ],
            form => new { outcome = form.Text("outcome"), reason = form.Text("reason") }),
        new("erase-objection", "objections/{objection}/erasure", (notice, reader) => Judged(notice).Any() && reader.Person.Is(Roles.Supervisor),
            (notice, reader) => [Which(Judged(notice), reader), new("requestRef", Kinds.Line, reader["field.requestRef"])],
            form => new { requestRef = form.Text("requestRef") }),
        new("close-notice", "closing", (notice, _) => notice.EndedOn is null, (_, _) => [], _ => new { }),
    ];

    private static IEnumerable<Objection> Waiting(NoticeView notice) => notice.Objections.Where(objection => objection.Outcome is null);

    // While it waits, the supervisor who judges it has to read it.
    private static IEnumerable<Objection> Judged(NoticeView notice) => notice.Objections.Where(objection => objection is { Outcome: not null, Erased: false });

    private static Field Which(IEnumerable<Objection> objections, Reader reader) => new("objection", Kinds.Choice, reader["notice.objection"])
    {
        Options = [.. objections.Select(one => new Option(one.Id, $"{one.CaseId} · {one.Id}"))],
    };
}
