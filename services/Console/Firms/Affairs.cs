using Cultivation.Console.Shared;

namespace Cultivation.Console.Firms;

/// <summary>What the registers say.</summary>
/// <param name="WentTo">The district that cares for the firm now; null for this one.</param>
public sealed record Affairs(
    string[] FormerCodes, bool Here, Right[] Properties, AdverseRecord[] AdverseRecords, Agreement[] Agreements, Duty[] Duties, Control[] Controls, Team? Team,
    YearlyReport[] AnnualReports, ReportWarning[] Warnings, Proposal[] CancellationProposals, StatusHeld[] Statuses, PoolTime[] Pools, Moved[] Moves, Handover? WentTo,
    Arrival? CameFrom)
{
    /// <summary>Mergers and splits that the firm was part of.</summary>
    public Restructured[] Restructurings { get; init; } = [];

    /// <summary>Times in pools that no exit has ended.</summary>
    public IEnumerable<PoolTime> InPools => Pools.Where(time => time.Exit is null);

    /// <summary>Rights in force, to choose from.</summary>
    internal IReadOnlyList<Option> RightsInForce(Reader reader) =>
        [.. Properties.Where(right => right.InForce)
            .Select(right => new Option(right.IpNo, $"{right.IpNo} · {reader.Word("ip", right.IpKind)}{(right.Counts ? "" : $" · {reader["rights.used"]}")}"))];
}

/// <summary>A merger or a split, by credit codes before and after.</summary>
public sealed record Restructured(string RestructuringId, string Kind, string[] FromUscc, string[] ToUscc, DateOnly EffectiveOn, string LegalBasis)
{
    /// <summary>Codes of the firms of which something can pass to the one of this code.</summary>
    public IEnumerable<string> Givers(string? code) => ToUscc.Contains(code) ? FromUscc.Where(from => from != code) : [];
}

/// <summary>An intellectual property right.</summary>
public sealed record Right(string IpNo, string IpClass, string IpKind, DateOnly GrantedOn, DateOnly? ExpiresOn, bool InForce, bool Pledged, bool Counts);

/// <summary>What an authority listed against the firm.</summary>
public sealed record AdverseRecord(string Id, string Kind, DateOnly ListedOn, string Severity, string Source, DateOnly? RemovedOn);

/// <summary>The agreement behind a title.</summary>
/// <param name="Outcome">Null while it runs.</param>
public sealed record Agreement(string ProjectId, string RecognitionId, DateOnly TermFrom, DateOnly TermTo, string? Outcome);

/// <summary>A change that the firm must report.</summary>
public sealed record Duty(string Change, DateOnly ChangedOn, DateOnly DueOn, DateOnly? ReportedOn);

/// <summary>Who controls the firm, or whom it controls.</summary>
/// <param name="ActualControllerRef">A person, by reference.</param>
public sealed record Control(string Id, string ChildUscc, string? ParentUscc, string? ActualControllerRef, decimal? SharePct, DateOnly ValidFrom);

/// <summary>The team that it was, or still is.</summary>
public sealed record Team(string ProjectTitle, string LeadPersonRef, string[] MemberRefs, string CarrierId, DateOnly? FoundedOn, DateOnly? EndedOn);

/// <summary>What became of the yearly report about a title.</summary>
/// <param name="Outcome">filed, late or missed.</param>
public sealed record YearlyReport(string RecognitionId, int Year, string Outcome, DateOnly? FiledOn, DateOnly DueOn);

/// <summary>So many reports are missed that the title may be cancelled.</summary>
public sealed record ReportWarning(string RecognitionId, string CredentialType, int[] MissedYears);

/// <summary>A drafted cancellation of a title.</summary>
/// <param name="Outcome">sent or dropped; null while it waits for a supervisor.</param>
public sealed record Proposal(string RecognitionId, int[] Years, DateOnly ProposedOn, string? Outcome);

/// <summary>A status beside the stage.</summary>
/// <param name="To">First day without it; null for no end in sight.</param>
public sealed record StatusHeld(string Id, string Status, DateOnly From, DateOnly? To, string Reference);

/// <summary>A time in a pool.</summary>
/// <param name="TermEndsOn">Last day; null where none is set.</param>
/// <param name="Exit">Null while none is recorded.</param>
/// <param name="Plan">Null before the first.</param>
public sealed record PoolTime(string PoolId, DateOnly AdmittedOn, DateOnly? TermEndsOn, string Batch, PoolExit? Exit, PoolPlan? Plan, Coaching[] Coaching, Declined[] Refused);

/// <summary>How a time in a pool ended; <paramref name="EffectiveOn"/> is the first day without it.</summary>
public sealed record PoolExit(string Reason, DateOnly EffectiveOn);

/// <summary>What was agreed for a time in a pool.</summary>
public sealed record PoolPlan(string[] MenuItems, string? MentorRef, DateOnly PeriodFrom, DateOnly PeriodTo);

/// <summary>Coaching that was given.</summary>
/// <param name="Form">groupTraining, oneToOne, siteVisit or documentReview.</param>
public sealed record Coaching(string Form, DateOnly GivenOn, decimal Hours);

/// <summary>Coaching that was offered and refused.</summary>
public sealed record Declined(DateOnly OfferedOn, string Reference);

/// <summary>The registered address moved.</summary>
/// <param name="MoveKind">whole or part.</param>
public sealed record Moved(string FromDivision, string ToDivision, string MoveKind, DateOnly EffectiveOn);

/// <summary>To which district the firm was handed over.</summary>
public sealed record Handover(string ToDistrict, DateOnly EffectiveOn, string HandoverRef);

/// <summary>From which district the firm came.</summary>
public sealed record Arrival(string District, DateOnly CustodyOn, string HandoverRef);
