using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Cases;

/// <summary>Expert review: a panel is asked, scores, loses who has an interest, and is closed. Conflicts of interest are declared here, too.</summary>
internal static class ReviewActs
{
    private static readonly string[] Conflicts = ["kinship", "employment5y", "equity", "mentorOfFirm", "agentOfFirm", "lender", "formerDecision"];

    public static readonly Act<CaseFile>[] All =
    [
        new("open-review", "review", (file, reader) => file.Held(reader) && file is { Accepted: true, Case: { Proposal: null, OwedPapers.Count: 0 }, Review: null or { Open: false } },
            (file, reader) =>
            [
                new("criterion", Kinds.Choice, reader["field.scored-criterion"])
                {
                    Required = false, Options = [.. file.Questions.Select(question => new Option(question.Id, question.Text.In(reader)))],
                },
                new("technical", Kinds.Text, reader["field.technical"]) { Required = false }, new("finance", Kinds.Text, reader["field.finance"]) { Required = false },
                new("management", Kinds.Text, reader["field.management"]) { Required = false },
                new("items", Kinds.Text, reader["field.score-items"]) { Required = false },
                new("rule", Kinds.Choice, reader["field.score-rule"]) { Required = false, Options = Option.Of(["mean", "trimmedMean"], word => reader.Word("score-rule", word)) },
            ],
            form => new
            {
                panel = Panel(form, "technical").Concat(Panel(form, "finance")).Concat(Panel(form, "management")).ToArray(),
                criterionId = form.Text("criterion"), items = Items(form), rule = form.Text("rule"),
            }),
        new("score", "review/scores", (file, reader) => file.Reviewed && file.Review!.Sits(reader), (file, reader) => file.Review is { } review ? Sheet(review, reader) : [], Scores),
        new("recuse", "review/recusals", (file, reader) => file.Reviewed && (file.Held(reader) || file.Review!.Sits(reader)),
            (file, reader) =>
            [
                new("personRef", Kinds.Choice, reader["field.recused"]) { Options = Option.Of(Recusable(file, reader), person => person) },
                Reason(reader),
                new("replacedBy", Kinds.Line, reader["field.replaced-by"]) { Required = false },
            ],
            form => new { personRef = form.Text("personRef"), reason = form.Text("reason"), replacedBy = form.Text("replacedBy") }),
        new("close-review", "review/closing", (file, reader) => file.Held(reader) && file.Reviewed, (_, _) => [], _ => new { }),
        new("conflict", "conflicts", (_, _) => true, (_, reader) => [Kind(reader), .. Whom(reader)], form => new { kind = form.Text("kind"), personRef = form.Text("personRef") }),
    ];

    /// <summary>What connects a person with a firm.</summary>
    internal static Field Kind(Reader reader) => new("kind", Kinds.Choice, reader["field.conflict"]) { Options = Option.Of(Conflicts, word => reader.Word("conflict", word)) };

    // Who does not have the case leaves the panel, and takes nobody else off it.
    private static IEnumerable<string> Recusable(CaseFile file, Reader reader) =>
        (file.Review?.Panel ?? []).Select(member => member.PersonRef).Where(person => file.Held(reader) || person == reader.Person.Subject);

    // Who is no supervisor speaks for itself only.
    private static Field[] Whom(Reader reader) =>
        reader.Person.Is(Roles.Supervisor) ? [new("personRef", Kinds.Line, reader["field.conflicted"]) { Required = false }] : [];

    /// <summary>The score sheet, to be filled in.</summary>
    internal static IEnumerable<Field> Sheet(ReviewView review, Reader reader) =>
    [
        .. review.Items.SelectMany(item => new Field[]
        {
            new("item", Kinds.Hidden, "") { Value = item.Id },
            new($"points.{item.Id}", Kinds.Number, $"{item.Name} (0–{reader.Number(item.Most)})") { Between = ("0", $"{item.Most}") },
        }),
        .. review.Scores(reader) ? [new Field("correction", Kinds.Text, reader["field.correction"])] : Array.Empty<Field>(),
    ];

    /// <summary>The sheet that was filled in.</summary>
    internal static object Scores(IFormCollection form) => new
    {
        scores = form.All("item").Select(id => new { itemId = id, points = form.Number($"points.{id}") ?? -1 }), correction = form.Text("correction"),
    };

    private static IEnumerable<object> Panel(IFormCollection form, string expertise) => form.Several(expertise).Select(person => new { personRef = person, expertise });

    // A line each: what is scored, and the highest number of points after the last space.
    private static object[]? Items(IFormCollection form) => form.Lines("items") is { Length: > 0 } lines
        ? [.. lines.Select((line, at) => new
        {
            id = $"i{at + 1}", name = line[..Math.Max(0, line.LastIndexOf(' '))],
            most = decimal.TryParse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var most) ? most : 0,
        })]
        : null;
}
