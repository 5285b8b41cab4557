namespace Cultivation.Ladder.AnnualReports;

// Stored for ever in the stream firm:{id}: add, never rename.

/// <summary>What became of a yearly report about a title (国科发火〔2016〕32号 article 13).</summary>
/// <param name="DueOn">31 May of the year after.</param>
/// <param name="MissedInPeriod">Years missed inside this title's validity by now, not only running ones (article 19).</param>
public sealed record AnnualReportRecorded(
    string Uscc, string LegalName, string RecognitionId, string CredentialType, int ReportYear, ReportOutcome Outcome, DateOnly? FiledOn, DateOnly DueOn,
    int MissedInPeriod);

/// <summary>Two reports are missed: a draft for the recognising body lies ready. Only that body cancels; nothing ends by this.</summary>
public sealed record CancellationProposed(string Uscc, string RecognitionId, string CredentialType, string Cause, int[] Years, DateOnly ProposedOn);

/// <summary>The draft was dealt with: sent to the recognising body, or dropped since a report came after all.</summary>
public sealed record CancellationProposalSettled(string Uscc, string RecognitionId, ProposalOutcome Outcome, string Reference, DateOnly SettledOn);

public enum ReportOutcome { Filed, Late, Missed }

public enum ProposalOutcome { Sent, Dropped }

/// <summary>The last word on one year's report.</summary>
public sealed record YearlyReport(string RecognitionId, int Year, ReportOutcome Outcome, DateOnly? FiledOn, DateOnly DueOn)
{
    internal static YearlyReport[] After(YearlyReport[] reports, AnnualReportRecorded e) =>
    [
        .. reports.Where(r => (r.RecognitionId, r.Year) != (e.RecognitionId, e.ReportYear)),
        new(e.RecognitionId, e.ReportYear, e.Outcome, e.FiledOn, e.DueOn),
    ];
}

/// <param name="Outcome">Null while nobody dealt with it.</param>
public sealed record Proposal(string RecognitionId, string Cause, int[] Years, DateOnly ProposedOn, ProposalOutcome? Outcome, DateOnly? SettledOn)
{
    internal static Proposal[] After(Proposal[] proposals, object happened) => happened switch
    {
        CancellationProposed e => [.. proposals, new(e.RecognitionId, e.Cause, e.Years, e.ProposedOn, null, null)],
        CancellationProposalSettled e =>
            [.. proposals.Select(p => p.RecognitionId == e.RecognitionId && p.Outcome is null ? p with { Outcome = e.Outcome, SettledOn = e.SettledOn } : p)],
        _ => proposals,
    };
}
