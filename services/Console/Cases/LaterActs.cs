using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Cases;

/// <summary>What comes after a decision, or ends a case without one: public notice, the authority's answer, appeal, the check of a promise, withdrawal, reopening.</summary>
internal static class LaterActs
{
    public static readonly Act<CaseFile>[] All =
    [
        new("notice", "/api/ladder/v1/notices", (file, _) => file.Case is { State: "decided", Notice: { ListId: null, EffectiveOn: null } },
            (file, reader) =>
            [
                new("batch", Kinds.Line, reader["act.propose.batch"]) { Value = file.Case.Batch, Longest = 64 },
                new("documentRef", Kinds.Line, reader["field.published-in"]),
                new("startsOn", Kinds.Day, reader["field.starts-on"]) { Value = $"{reader.Today:yyyy-MM-dd}" },
                new("numbers", Kinds.Text, reader["field.numbers"]) { Value = file.Case.Number },
            ],
            form => new { batch = form.Text("batch"), numbers = form.Several("numbers"), documentRef = form.Text("documentRef"), startsOn = form.Text("startsOn") }),
        new("result", "result", (file, _) => file.Case is { State: "decided", Decision: not "notRecommend", Result: null, Notice: null or { EffectiveOn: not null } },
            (file, reader) =>
            [
                new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(["granted", "refused"], word => reader.Word("result", word)) },
                new("knownOn", Kinds.Day, reader["field.known-on"]) { Value = $"{reader.Today:yyyy-MM-dd}" },
                new("recognitionId", Kinds.Choice, reader["field.granted-title"])
                {
                    Required = false,
                    Options = [.. file.Titles.Select(title => new Option(title.Id, $"{file.Rules.Name(title.CredentialType, reader)} {title.CertificateNo} {title.ValidFrom:yyyy-MM-dd}"))],
                },
                new("credentialType", Kinds.Choice, reader["field.refused-title"])
                {
                    Required = false, Options = Option.Of(file.Rules.Titles, id => file.Rules.Name(id, reader)),
                },
                new("reason", Kinds.Text, reader["field.refusal"]) { Required = false },
            ],
            form => new
            {
                outcome = form.Text("outcome"), knownOn = form.Text("knownOn"), recognitionId = form.Text("recognitionId"),
                credentialType = form.Text("credentialType"), reason = form.Text("reason"),
            }),
        new("appeal", "appeal", (file, _) => file.Case.Appealable,
            (_, reader) => [new("ground", Kinds.Choice, reader["field.ground"]) { Options = Option.Of(["facts", "rule", "procedure"], word => reader.Word("ground", word)) }],
            form => new { ground = form.Text("ground") }),
        new("judge-appeal", "appeal/decision", (file, reader) => file.MayJudge(reader),
            (_, reader) =>
            [
                new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(["upheld", "reopened"], word => reader.Word("appeal", word)) },
                Reason(reader),
            ],
            form => new { outcome = form.Text("outcome"), reason = form.Text("reason") }),
        new("check-promise", "commitment/verification", (file, reader) => file.Held(reader) && file.Case.Commitment is { Outcome: null },
            (_, reader) =>
            [
                new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(["true", "false"], word => reader.Word("promise", word)) },
                new("finding", Kinds.Text, reader["field.findings"]),
            ],
            form => new { outcome = form.Text("outcome"), finding = form.Text("finding") }),
        new("withdraw", "withdrawal", (file, _) => file.Case.Withdrawable, (_, _) => [], _ => new { }),
        new("reopen", "reopening", (file, reader) => file.Case.State is "withdrawn" or "returned" or "lapsed" && reader.Person.Is(Roles.Supervisor),
            (_, reader) => [Reason(reader)], form => new { reason = form.Text("reason") }),
    ];
}
