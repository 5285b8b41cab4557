using Cultivation.Console.Shared;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Notices;

/// <summary>What is done about a public notice: objections to one of its cases are recorded and resolved, and it is closed when its term is over.</summary>
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
        new("resolve-objection", "objections/{objection}/resolution", (notice, _) => Waiting(notice).Any(),
            (notice, reader) =>
            [
                new("objection", Kinds.Choice, reader["notice.objection"]) { Options = [.. Waiting(notice).Select(one => new Option(one.Id, $"{one.CaseId} · {one.Id}"))] },
                new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(["upheld", "dismissed"], word => reader.Word("objection", word)) },
                Reason(reader),
            ],
            form => new { outcome = form.Text("outcome"), reason = form.Text("reason") }),
        new("close-notice", "closing", (notice, _) => notice.EndedOn is null, (_, _) => [], _ => new { }),
    ];

    private static IEnumerable<Objection> Waiting(NoticeView notice) => notice.Objections.Where(objection => objection.Outcome is null);
}
