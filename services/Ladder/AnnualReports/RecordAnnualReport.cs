using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.AnnualReports;

/// <summary>
/// Records a yearly report, or that none came. Due by the end of May for the year before (国科发火〔2016〕32号 article 13); two years missed inside
/// one period of validity, running or not, are a cause to cancel (article 19). The software drafts, it does not cancel.
/// </summary>
/// <param name="FiledOn">Null where none came.</param>
public sealed record RecordAnnualReport(int ReportYear, DateOnly? FiledOn = null)
{
    public const int MissedLimit = 2;

    /// <summary>The title that owes them.</summary>
    public const string Title = "cn.hnte";
    public const string Cause = "annualReportsMissed";

    /// <summary>The year in which the titles began (国科发火〔2008〕172号).</summary>
    internal const int FirstYear = 2008;

    /// <summary>Last day of the report about a year.</summary>
    internal static DateOnly DueOn(int reportYear) => new(reportYear + 1, 5, 31);

    internal static object[] Decide(RecordAnnualReport command, string recognitionId, Firm firm, DateOnly today)
    {
        var title = firm.Recognitions.SingleOrDefault(r => r.Id == recognitionId) ?? throw new RuleBroken("recognition.unknown", new { recognitionId });
        if (command.ReportYear < FirstYear || command.ReportYear > today.Year)
            throw new RuleBroken("report.year", new { year = command.ReportYear });
        var dueOn = DueOn(command.ReportYear);
        if (title.CredentialType != Title)
            throw new RuleBroken("report.not-owed", new { title.CredentialType });
        if (!title.ValidOn(dueOn))
            throw new RuleBroken("report.outside-validity", new { command.ReportYear, dueOn });
        if (command.FiledOn > today || command.FiledOn?.Year <= command.ReportYear)
            throw new RuleBroken("report.filed-when", new { command.FiledOn, command.ReportYear });
        if (command.FiledOn is null && today <= dueOn)
            throw new RuleBroken("report.not-due", new { command.ReportYear, dueOn });
        var outcome = command.FiledOn is not { } filed ? ReportOutcome.Missed : filed <= dueOn ? ReportOutcome.Filed : ReportOutcome.Late;
        var known = firm.Reports.FirstOrDefault(r => r.RecognitionId == recognitionId && r.Year == command.ReportYear);
        if (known is not null && (known.Outcome, known.FiledOn) == (outcome, command.FiledOn))
            return [];
        // One that came is never taken back to missed; one that came after all takes the miss back.
        if (known is { Outcome: not ReportOutcome.Missed })
            throw new RuleBroken("report.recorded-already", new { command.ReportYear, known.FiledOn });
        int[] missed = [.. firm.Reports
            .Where(r => r.RecognitionId == recognitionId && r.Year != command.ReportYear && r.Outcome == ReportOutcome.Missed).Select(r => r.Year)
            .Concat(outcome == ReportOutcome.Missed ? [command.ReportYear] : []).Order()];
        var recorded = new AnnualReportRecorded(
            firm.CreditCode, firm.LegalName(), title.Id, title.CredentialType, command.ReportYear, outcome, command.FiledOn, dueOn, missed.Length);
        return missed.Length >= MissedLimit && !firm.Proposals.Any(p => p.RecognitionId == recognitionId && p.Outcome is null)
            ? [recorded, new CancellationProposed(firm.CreditCode, title.Id, title.CredentialType, Cause, missed, today)]
            : [recorded];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/firms/{id}/recognitions/{recognitionId}/annual-reports", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(
        RecordAnnualReport command, string id, string recognitionId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, recognitionId, stream.Aggregate!, context.KnownDay()));
    }
}
