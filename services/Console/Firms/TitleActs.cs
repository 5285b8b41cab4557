using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>What is recorded of a title: the authority takes it back or gives it again, it was recorded by mistake; and what people make of the follow-ups.</summary>
internal static class TitleActs
{
    /// <summary>On the title, for the version of the firm.</summary>
    public static readonly Act<TitleFile>[] OnTitle =
    [
        new("revoke", "revocations", (file, reader) => file.Title.RevokedFrom is null && reader.Person.Is(Roles.Supervisor),
            (file, reader) =>
            [
                On("decidedOn", reader), new("effectiveFrom", Kinds.Day, reader["field.effectiveFrom"]) { Value = $"{file.Radius.From:yyyy-MM-dd}" },
                new("cause", Kinds.Line, reader["field.cause"]), new("noticeRef", Kinds.Line, reader["field.notice"]),
                new("recoveryFromTaxYear", Kinds.Number, reader["field.recovery"]) { Required = false, Between = ("1990", $"{reader.Today.Year}") },
            ],
            form => new
            {
                decidedOn = form.Text("decidedOn"), effectiveFrom = form.Text("effectiveFrom"), cause = form.Text("cause"), noticeRef = form.Text("noticeRef"),
                recoveryFromTaxYear = (int?)form.Number("recoveryFromTaxYear"),
            }),
        new("restore", "restorations", (file, reader) => file.Title.RevokedFrom is not null && reader.Person.Is(Roles.Supervisor),
            (file, reader) =>
            [
                On("restoredOn", reader), new("effectiveFrom", Kinds.Day, reader["field.effectiveFrom"]) { Value = $"{file.Title.RevokedFrom:yyyy-MM-dd}" },
                new("cause", Kinds.Choice, reader["field.cause"]) { Options = Option.Of(["review", "court"], word => reader.Word("restoration", word)) },
                new("noticeRef", Kinds.Line, reader["field.notice"]),
            ],
            form => new { restoredOn = form.Text("restoredOn"), effectiveFrom = form.Text("effectiveFrom"), cause = form.Text("cause"), noticeRef = form.Text("noticeRef") }),
        new("annul", "annulment", (_, reader) => reader.Person.Is(Roles.Supervisor), (_, reader) => [Reason(reader)], form => new { reason = form.Text("reason") }),
    ];

    /// <summary>On its follow-ups, for their version.</summary>
    public static readonly Act<TitleFile>[] OnFollowUps =
    [
        new("confirm", "follow-ups/{followUp}/confirmation", (file, _) => file.Waiting.Any(),
            (file, reader) => [FollowUp(file, reader), new("note", Kinds.Text, reader["field.follow-up.note"])], form => new { note = form.Text("note") }),
        new("dismiss", "follow-ups/{followUp}/dismissal", (file, reader) => file.Waiting.Any() && reader.Person.Is(Roles.Supervisor),
            (file, reader) => [FollowUp(file, reader), Reason(reader)], form => new { reason = form.Text("reason") }),
    ];

    private static Field FollowUp(TitleFile file, Reader reader) => new("followUp", Kinds.Choice, reader["field.follow-up"])
    {
        Options = [.. file.Waiting.Select(touched => new Option(touched.FollowUp!.Id, $"{reader.Word("reliance", touched.Kind)} {touched.Ref} {touched.On:yyyy-MM-dd}"))],
    };
}
