namespace Cultivation.Criteria;

/// <summary>How a firm comes to stand on a stage: it holds a credential, the district decided, or the facts say so.</summary>
public enum EntryKind { Credential, DistrictDecision, Derived }

/// <param name="Credentials">Any one of these valid credentials puts the firm on the stage; empty unless the kind is credential.</param>
/// <param name="Criteria">What must be true to stand on the stage, where the rule says it in words of its own.</param>
public sealed record Entry(EntryKind Kind, ImmutableArray<string> Credentials, Group? Criteria);

/// <summary>What happens by a leave line: the stage ends, or it goes on and is shown as at risk.</summary>
public enum LeaveEffect { Leave, AtRisk }

/// <summary>When and to where a stage ends.</summary>
/// <param name="Trigger">
/// Code: credentialExpired, credentialRevoked, credentialLost, conditionsFailed, termEnded, adverseRecord, movedOut, deregistered, and so on.
/// </param>
/// <param name="ToStage">The stage that follows, or null for none.</param>
/// <param name="Effective">Code of the day: dayAfterLastDay, namedInDecision, firstYearUnmet, dayOfEvent, dayOfDecision, endOfTerm.</param>
/// <param name="Retroactive">The day may lie before the day it became known.</param>
/// <param name="Credential">The credential whose loss is meant; null means those of the stage's entry.</param>
public sealed record LeaveLine(
    Standing Standing, string Trigger, string? ToStage, string Effective, bool Retroactive, LeaveEffect Effect, string? Credential,
    Text Text, string? EffectiveText);

/// <summary>How long it lasts. At most one of the spans is set; <see cref="To"/> is MM-DD of the next year.</summary>
public sealed record Validity(
    Standing Standing, int? Years, int? Months, string? To, string? From, string? EndInclusive, Text Text, JsonElement? Data);

/// <param name="Times">How often it may be renewed; null where the rule does not say.</param>
/// <param name="RemindMonthsBefore">Months before the end at which the firm is reminded.</param>
public sealed record Renewal(Standing Standing, int? Times, ImmutableArray<int> RemindMonthsBefore, string? Window, Text Text);

/// <summary>A promised time. Unit is workingDay or calendarDay; the clock names events. Working days are counted by the Ladder, not here.</summary>
public sealed record Sla(
    Standing Standing, Text Step, int Value, string Unit, string Owner, string StartsOn, string StopsOn,
    ImmutableArray<string> PausesOn, ImmutableArray<string> ExcludedPhases);

/// <summary>Any other rule with a certainty: money, score model, duty, revocation cause, tax. <see cref="Data"/> is kept as written.</summary>
public sealed record Clause(Standing Standing, string Kind, Text Text, JsonElement? Data);

/// <summary>A paper that a case needs.</summary>
public sealed record Evidence(string Zh, bool Required);

/// <summary>The days between which a rule holds, with a note on how sure they are.</summary>
public sealed record Effective(DateOnly? From, DateOnly? To, Clause? Dates);

/// <summary>A title that an authority grants and that is counted as an award (家次). A substate of a stage is one too.</summary>
/// <param name="Succeeds">The credential whose rule for the same title went before this one.</param>
/// <param name="OpenFor">Which cases this rule answers, and when; empty means all.</param>
public sealed record Credential(
    string Id, Text Name, string? Nature, string? DecidedBy, string? FiledWith, string? RecommendedBy, Group? Criteria, ImmutableArray<Evidence> Evidence,
    Validity? Validity, Renewal? Renewal, ImmutableArray<Sla> Sla, ImmutableArray<Clause> Clauses, Effective? Effective, string? Succeeds,
    ImmutableArray<Filing> OpenFor, ImmutableArray<Credential> Substates);

/// <summary>A rung of the ladder.</summary>
/// <param name="Order">Place on its ladder from 1. An order of service, not a gate: stages may be skipped.</param>
/// <param name="Holder">enterprise or team; of a side ladder as the ladder says.</param>
/// <param name="Criteria">What must be met to be admitted or recommended. Null where the conditions are those of the entry's credentials.</param>
/// <param name="Rule">How sure the rule of the stage as a whole is; while it needs a confirmation, no case of the stage may be decided.</param>
public sealed record Stage(
    string Id, int Order, Text Name, string Nature, string Holder, string DecidedBy, string RecommendedBy, Source? Source, Entry Entry, Group? Criteria,
    ImmutableArray<Evidence> Evidence, Validity? Validity, Renewal? Renewal, ImmutableArray<LeaveLine> Leave, ImmutableArray<Sla> Sla, bool SlaFromProgramme,
    ImmutableArray<Credential> Substates, Clause? Rule, ImmutableArray<Clause> Clauses, Effective Effective, string? GraduatesTo)
{
    /// <summary>The side ladder whose rung it is; null for a stage of the main chain.</summary>
    public Beside? Beside { get; init; }
}
