using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Cases;

/// <summary>Every act on a case, from its assignment to its proposal and decision; those of reviews and of the time after a decision stand in files of their own.</summary>
internal static class CaseActs
{
    public static readonly Act<CaseFile>[] All =
    [
        new("take", "assignment", (file, _) => file.Open && file.Case.Assignee is null, (_, _) => [], _ => new { }),
        new("assign", "assignment", (file, reader) => file.Open && reader.Person.Is(Roles.Supervisor),
            (file, reader) =>
            [
                new("personRef", Kinds.Line, reader["field.person"]),
                Reason(reader) with { Required = file.Case.Assignee is not null },
            ],
            form => new { personRef = form.Text("personRef"), reason = form.Text("reason") }),
        new("accept", "acceptance", (file, reader) => file.Held(reader) && file.Case.State == "submitted" && file.Case.OwedPapers.Count == 0,
            (file, reader) => [Boxes("paper", reader["act.accept.gaps"], file.Papers.Where(paper => !paper.Required).Select(paper => paper.Zh))],
            form => new { missingTolerated = form.All("paper") }),
        new("accept-promise", "acceptance", (file, reader) => file.Held(reader) && file.Case.State == "submitted" && file.Case.OwedPapers.Count == 0,
            (file, reader) =>
            [
                Boxes("promised", reader["field.promised"], file.Papers.Select(paper => paper.Zh)),
                new("textId", Kinds.Line, reader["field.text-id"]), new("textVersion", Kinds.Line, reader["field.text-version"]),
                new("signedBy", Kinds.Line, reader["field.signed-by"]),
            ],
            form => new
            {
                missingTolerated = Array.Empty<string>(),
                commitment = new { textId = form.Text("textId"), textVersion = form.Text("textVersion"), signedBy = form.Text("signedBy"), papers = form.All("promised") },
            }),
        new("receive-papers", "supplements/receipts", (file, _) => file.Open && file.Case.OwedPapers.Count > 0,
            (file, reader) => [Boxes("paper", reader["act.receive-papers.which"], file.Case.OwedPapers) with { Value = "all" }],
            form => new { items = form.All("paper") }),
        new("ask-papers", "supplements", (file, reader) => file.Held(reader) && file.Open && file.Case.OwedPapers.Count == 0,
            (file, reader) =>
            [
                Boxes("paper", reader["act.ask-papers.which"], file.Papers.Select(paper => paper.Zh)),
                new("reason", Kinds.Text, reader["act.new-fault"]) { Required = file.Case.Supplement is not null },
            ],
            form => new { items = form.All("paper"), newFault = form.Text("reason") }),
        new("pause", "clock/pauses", (file, reader) => file.Held(reader) && file is { Accepted: true, Case.ClockStoppedFor: null },
            (_, reader) =>
            [
                new("clock", Kinds.Choice, reader["act.pause.why"]) { Options = Option.Of(["siteInspection", "hearing", "waitingOtherUnit"], word => reader.Word("clock", word)) },
                Reason(reader),
            ],
            form => new { reason = form.Text("clock"), note = form.Text("reason") }),
        new("resume", "clock/resumption", (file, reader) => file.Held(reader) && file.Accepted && file.Case.ClockStoppedFor is not (null or "expertReview" or "supplement"),
            (_, reader) => [new("reason", Kinds.Text, reader["act.note"]) { Required = false }],
            form => new { note = form.Text("reason") }),
        new("extend", "clock/extensions",
            (file, reader) => file is { Accepted: true, Case: { ClockStoppedFor: null, ClockExtended: false } } && reader.Person.Is(Roles.Supervisor),
            (_, reader) => [new("days", Kinds.Number, reader["act.extend.days"]) { Value = "5", Between = ("1", "10") }, Reason(reader)],
            form => new { days = (int)(form.Number("days") ?? 0), note = form.Text("reason") }),
        new("visit", "site-visits", (file, reader) => file.Held(reader) && file.Open,
            (_, reader) =>
            [
                new("visitedOn", Kinds.Day, reader["field.visited-on"]) { Value = $"{reader.Today:yyyy-MM-dd}" },
                new("people", Kinds.Line, reader["field.visitors"]) { Value = reader.Person.Subject },
                new("findings", Kinds.Text, reader["field.findings"]),
            ],
            form => new { visitedOn = form.Text("visitedOn"), people = form.Several("people"), findings = form.Text("findings") }),
        new("propose", "proposal",
            (file, reader) => file.Held(reader) && file is { Accepted: true, Case: { ClockStoppedFor: null, OwedPapers.Count: 0 } } && (file.Case.Proposal is null || file.Case.Proposal.By == reader.Person.Subject),
            Proposal,
            form => new { decision = form.Text("decision"), batch = form.Text("batch"), note = form.Text("reason"), judgements = Judgements(form) }),
        new("approve", "decision", (file, reader) => file.MayApprove(reader), (_, _) => [], _ => new { }),
        new("return", "proposal/return", (file, reader) => file.MayApprove(reader), (_, reader) => [Reason(reader)], form => new { reason = form.Text("reason") }),
        .. ReviewActs.All,
        .. LaterActs.All,
    ];

    private static Field Boxes(string name, string label, IEnumerable<string> papers) =>
        new(name, Kinds.Boxes, label) { Options = Option.Papers(papers) };

    // How the case is to be decided, with an answer and a reason for each criterion that data cannot answer.
    private static IEnumerable<Field> Proposal(CaseFile file, Reader reader) =>
    [
        .. file.Questions.Where(question => file.Case.Scored.All(scored => scored.CriterionId != question.Id))
            .Select(question => new Field("criterion", Kinds.Judgement, question.Text.In(reader)) { Value = question.Id }),
        new("decision", Kinds.Choice, reader["case.decision"]) { Options = Option.Of(["recommend", "recommendWithNote", "notRecommend"], word => reader.Word("decision", word)) },
        new("batch", Kinds.Line, reader["act.propose.batch"]) { Value = file.Case.Proposal?.Batch, Longest = 64 },
        new("reason", Kinds.Text, reader["act.propose.note"]) { Required = false },
    ];

    private static object[] Judgements(IFormCollection form) =>
        [.. form.All("criterion").Select(id => new { criterionId = id, met = form[$"met.{id}"] == "yes", reason = form.Text($"why.{id}") ?? "" })];
}
