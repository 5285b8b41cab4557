using Cultivation.Console.Banks;
using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>A firm and the names by which its page is read.</summary>
/// <param name="At">As Finance knows it; null where it does not say.</param>
/// <param name="Banks">None for who does not act.</param>
public sealed record FirmFile(FirmView Firm, RuleNames Rules, FirmAtBanks? At, IReadOnlyList<BankView> Banks);

/// <summary>What a case worker records of a firm from day to day. Titles have a page of their own.</summary>
internal static class FirmActs
{
    private static readonly string[] Sources = ["audited", "taxReturn", "specialAudit", "selfReported", "platform"];
    private static readonly string[] Adverse = ["safety", "quality", "environment", "researchMisconduct", "abnormalOperation", "seriousDishonesty", "taxOffence"];

    private static readonly Act<FirmFile>[] Register =
    [
        new("figure", "facts", Always,
            (file, reader) =>
            [
                new("definition", Kinds.Choice, reader["figures.figure"])
                {
                    Options = [.. file.Rules.Figures.Select(figure => new Option($"{figure.Metric} {figure.Id} {figure.Unit}", $"{file.Rules.Name(figure.Id, reader)} · {figure.Id}"))],
                },
                new("year", Kinds.Number, reader["field.year"]) { Value = $"{reader.Today.Year - 1}", Between = ("1990", $"{reader.Today.Year}") },
                new("value", Kinds.Number, reader["field.value"]),
                new("source", Kinds.Choice, reader["field.source-kind"]) { Options = Option.Of(Sources, word => reader.Word("source", word)) },
                new("scope", Kinds.Choice, reader["field.scope"]) { Options = Option.Of(["legalPerson", "consolidated"], word => reader.Word("scope", word)) },
            ],
            form => new
            {
                facts = new[]
                {
                    new
                    {
                        fiscalYear = (int)(form.Number("year") ?? 0), metric = form.Several("definition").FirstOrDefault(), definitionId = form.Several("definition").ElementAtOrDefault(1),
                        value = form.Number("value") ?? 0, unit = form.Several("definition").LastOrDefault(), sourceKind = form.Text("source"), scope = form.Text("scope"),
                    },
                },
            }),
        new("correct-figure", "facts/{fact}/corrections", (file, _) => file.Firm.Facts.Length > 0,
            (file, reader) => [Figure(file, reader), new("value", Kinds.Number, reader["field.new-value"]), Reason(reader), On("correctedOn", reader)],
            form => new { newValue = form.Number("value") ?? 0, reason = form.Text("reason"), correctedOn = form.Text("correctedOn") }),
        new("verify-figure", "facts/{fact}/verifications", (file, _) => file.Firm.Facts.Any(fact => fact.VerifiedOn is null),
            (file, reader) => [Figure(file, reader), new("method", Kinds.Line, reader["field.method"]), On("verifiedOn", reader)],
            form => new { method = form.Text("method"), verifiedOn = form.Text("verifiedOn") }),
        new("rename", "renames", IsFirm,
            (_, reader) => [new("newName", Kinds.Line, reader["field.new-name"]), On("changedOn", reader), Source(reader)],
            form => new { newName = form.Text("newName"), changedOn = form.Text("changedOn"), source = form.Text("source") }),
        new("report-change", "change-reports", (file, _) => file.Firm.Affairs.Duties.Any(duty => duty.ReportedOn is null),
            (file, reader) =>
            [
                new("duty", Kinds.Choice, reader["field.duty"])
                {
                    Options = [.. file.Firm.Affairs.Duties.Where(duty => duty.ReportedOn is null)
                        .Select(duty => new Option($"{duty.Change} {duty.ChangedOn:yyyy-MM-dd}", $"{reader.Word("duty", duty.Change)} {duty.ChangedOn:yyyy-MM-dd}"))],
                },
                On("reportedOn", reader), new("receipt", Kinds.Line, reader["field.receipt"]),
            ],
            form => new
            {
                change = form.Several("duty").FirstOrDefault(), changedOn = form.Several("duty").LastOrDefault(), reportedOn = form.Text("reportedOn"), receipt = form.Text("receipt"),
            }),
        new("correct-code", "credit-code-corrections", (file, reader) => IsFirm(file, reader) && reader.Person.Is(Roles.Supervisor),
            (_, reader) => [new("creditCode", Kinds.Line, reader["firm.code"]) { Longest = 18 }, Text("reason", reader["field.cause"]), On("correctedOn", reader)],
            form => new { creditCode = form.Text("creditCode"), reason = form.Text("reason"), correctedOn = form.Text("correctedOn") }),
        new("adverse", "adverse-records", IsFirm,
            (_, reader) =>
            [
                new("kind", Kinds.Choice, reader["field.adverse"]) { Options = Option.Of(Adverse, word => reader.Word("adverse", word)) },
                new("severity", Kinds.Choice, reader["field.severity"]) { Options = Option.Of(["ordinary", "major"], word => reader.Word("severity", word)) },
                On("listedOn", reader), new("happenedOn", Kinds.Day, reader["field.happenedOn"]) { Required = false }, Source(reader),
            ],
            form => new
            {
                kind = form.Text("kind"), listedOn = form.Text("listedOn"), severity = form.Text("severity"), source = form.Text("source"), happenedOn = form.Text("happenedOn"),
            }),
        new("remove-adverse", "adverse-records/{record}/removals", (file, _) => Listed(file).Any(),
            (file, reader) =>
            [
                new("record", Kinds.Choice, reader["field.record"]) { Options = [.. Listed(file).Select(record => new Option(record.Id, $"{reader.Word("adverse", record.Kind)} {record.ListedOn:yyyy-MM-dd} {record.Source}"))] },
                On("removedOn", reader), Reason(reader),
            ],
            form => new { removedOn = form.Text("removedOn"), reason = form.Text("reason") }),
        new("agreement", "agreements", (file, _) => file.Firm.Recognitions.Length > 0,
            (file, reader) =>
            [
                new("recognitionId", Kinds.Choice, reader["titles.title"]) { Options = [.. file.Firm.Recognitions.Select(title => new Option(title.Id, $"{file.Rules.Name(title.CredentialType, reader)} {title.CertificateNo}"))] },
                new("projectId", Kinds.Line, reader["field.project"]) { Longest = 64 }, On("signedOn", reader), On("termFrom", reader), On("termTo", reader), Document(reader),
            ],
            form => new
            {
                projectId = form.Text("projectId"), recognitionId = form.Text("recognitionId"), signedOn = form.Text("signedOn"), termFrom = form.Text("termFrom"),
                termTo = form.Text("termTo"), documentRef = form.Text("documentRef"),
            }),
        new("conclude-agreement", "agreements/{project}/conclusion", (file, reader) => Running(file).Any() && reader.Person.Is(Roles.Supervisor),
            (file, reader) =>
            [
                new("project", Kinds.Choice, reader["field.project"]) { Options = Option.Of(Running(file).Select(agreement => agreement.ProjectId), id => id) },
                new("outcome", Kinds.Choice, reader["field.outcome"]) { Options = Option.Of(["passed", "excellent", "failed", "notSubmitted", "terminated"], word => reader.Word("agreement", word)) },
                On("concludedOn", reader), new("reference", Kinds.Line, reader["field.reference"]),
            ],
            form => new { outcome = form.Text("outcome"), concludedOn = form.Text("concludedOn"), reference = form.Text("reference") }),
        new("tie", "/api/ladder/v1/people/{person}/ties", IsFirm,
            (file, reader) =>
            [
                new("person", Kinds.Line, reader["field.person"]) { Value = reader.Person.Subject }, ReviewActs.Kind(reader), On("from", reader),
                new("to", Kinds.Day, reader["field.to"]) { Required = false }, new("creditCode", Kinds.Hidden, "") { Value = file.Firm.CreditCode },
            ],
            form => new { creditCode = form.Text("creditCode"), kind = form.Text("kind"), from = form.Text("from"), to = form.Text("to") }),
        new("deregister", "deregistration", (file, reader) => IsFirm(file, reader) && file.Firm.Affairs.Here,
            (_, reader) => [On("deregisteredOn", reader), Text("reason", reader["field.cause"])],
            form => new { deregisteredOn = form.Text("deregisteredOn"), reason = form.Text("reason") }),
    ];

    /// <summary>All acts, under what they are about: words of the texts <c>firm.acts</c>.</summary>
    public static readonly (string About, Act<FirmFile>[] Acts)[] Groups =
    [
        ("register", Register), ("team", TeamActs.All), ("stages", StageActs.All), ("rights", RightActs.All), ("reports", ReportActs.All), ("banks", ConsentActs.All), ("support", SupportActs.All),
        ("moves", MoveActs.All),
    ];

    public static IEnumerable<Act<FirmFile>> All => Groups.SelectMany(group => group.Acts);

    internal static Field Document(Reader reader) => new("documentRef", Kinds.Line, reader["field.document"]);

    internal static Field Source(Reader reader) => new("source", Kinds.Line, reader["field.source"]);

    private static Field Text(string name, string label) => new(name, Kinds.Line, label);

    private static Field Figure(FirmFile file, Reader reader) => new("fact", Kinds.Choice, reader["figures.figure"])
    {
        Options = [.. file.Firm.Facts.OrderByDescending(fact => fact.FiscalYear)
            .Select(fact => new Option(fact.Id, $"{fact.FiscalYear} · {file.Rules.Name(fact.DefinitionId, reader)} · {reader.Quantity(fact.Value, fact.Unit)}"))],
    };

    private static bool Always(FirmFile file, Reader reader) => true;

    internal static bool IsFirm(FirmFile file, Reader reader) => file.Firm.CreditCode is not null;

    private static IEnumerable<AdverseRecord> Listed(FirmFile file) => file.Firm.Affairs.AdverseRecords.Where(record => record.RemovedOn is null);

    private static IEnumerable<Agreement> Running(FirmFile file) => file.Firm.Affairs.Agreements.Where(agreement => agreement.Outcome is null);
}
