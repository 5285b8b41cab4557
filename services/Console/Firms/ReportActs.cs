using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>Yearly reports about titles, what comes of those that are missed, a title that was refused, and who controls the firm.</summary>
internal static class ReportActs
{
    /// <summary>The title that owes them (国科发火〔2016〕32号 article 13).</summary>
    private const string Reporting = "cn.hnte";

    public static readonly Act<FirmFile>[] All =
    [
        new("yearly-report", "recognitions/{recognition}/annual-reports", (file, _) => Owing(file).Any(),
            (file, reader) =>
            [
                Which(file, reader, Owing(file)), new("year", Kinds.Number, reader["field.report-year"]) { Value = $"{reader.Today.Year - 1}", Between = ("2008", $"{reader.Today.Year}") },
                new("filedOn", Kinds.Day, reader["field.filed-on"]) { Required = false },
            ],
            form => new { reportYear = (int)(form.Number("year") ?? 0), filedOn = form.Text("filedOn") }),
        new("settle-proposal", "recognitions/{recognition}/cancellation-proposal/settlement", (file, reader) => Proposed(file).Any() && reader.Person.Is(Roles.Supervisor),
            (file, reader) =>
            [
                Which(file, reader, Proposed(file)),
                new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(["sent", "dropped"], word => reader.Word("proposal", word)) },
                new("reference", Kinds.Line, reader["field.reference"]), On("settledOn", reader),
            ],
            form => new { outcome = form.Text("outcome"), reference = form.Text("reference"), settledOn = form.Text("settledOn") }),
        new("refuse-title", "recognition-refusals", FirmActs.IsFirm,
            (file, reader) =>
            [
                new("credentialType", Kinds.Choice, reader["titles.title"]) { Options = Option.Of(file.Rules.Titles, id => file.Rules.Name(id, reader)) },
                new("batch", Kinds.Line, reader["act.propose.batch"]) { Longest = 64 }, On("knownOn", reader), new("reason", Kinds.Text, reader["field.refusal"]) { Required = false },
            ],
            form => new { credentialType = form.Text("credentialType"), batch = form.Text("batch"), knownOn = form.Text("knownOn"), reason = form.Text("reason") }),
        new("control", "controls", FirmActs.IsFirm,
            (file, reader) =>
            [
                new("relation", Kinds.Choice, reader["field.relation"])
                {
                    Required = false,
                    Options = [.. file.Firm.Affairs.Controls.Where(control => control.ChildUscc == file.Firm.CreditCode)
                        .Select(control => new Option(control.Id, $"{control.ParentUscc ?? control.ActualControllerRef} {control.ValidFrom:yyyy-MM-dd}"))],
                },
                new("parent", Kinds.Line, reader["field.parent"]) { Longest = 18, Required = false },
                new("controller", Kinds.Line, reader["field.controller"]) { Required = false },
                new("share", Kinds.Number, reader["field.share"]) { Required = false, Between = ("0", "100") }, On("from", reader),
                new("to", Kinds.Day, reader["field.to"]) { Required = false }, FirmActs.Source(reader),
            ],
            form => new
            {
                validFrom = form.Text("from"), source = form.Text("source"), parentCreditCode = form.Text("parent"), actualControllerRef = form.Text("controller"),
                sharePct = form.Number("share"), validTo = form.Text("to"), relationId = form.Text("relation"),
            }),
    ];

    private static IEnumerable<Title> Owing(FirmFile file) => file.Firm.Recognitions.Where(title => title.CredentialType == Reporting);

    private static IEnumerable<Title> Proposed(FirmFile file) =>
        file.Firm.Recognitions.Where(title => file.Firm.Affairs.CancellationProposals.Any(proposal => proposal.RecognitionId == title.Id && proposal.Outcome is null));

    private static Field Which(FirmFile file, Reader reader, IEnumerable<Title> titles) => new("recognition", Kinds.Choice, reader["titles.title"])
    {
        Options = [.. titles.Select(title => new Option(title.Id, $"{file.Rules.Name(title.CredentialType, reader)} {title.CertificateNo}"))],
    };
}
