using System.Text.Json;

namespace Cultivation.Ladder.Cases;

// Stored for ever: add, never rename. In case:{year}-{number}, but for the last two, which are in firm:{id}.

/// <param name="CheckDueOn">Last day to accept the filing or to say what is missing; null without a promise, and while the calendar is not published.</param>
/// <param name="Rights">Numbers of the intellectual property that stands in the filing; null where none was named.</param>
public sealed record CaseSubmitted(
    string CaseId, string MatterCode, string Subject, string FirmId, string ProgrammeId, CaseChannel Channel, DateTimeOffset SubmittedOn,
    DateOnly? CheckDueOn = null, SlaPlan? CheckTerm = null, string[]? Rights = null);

/// <summary>The clock starts, and the case stays on this version of the programme.</summary>
/// <param name="SlaPlan">The promise that the due day follows.</param>
/// <param name="DueOn">Null while the calendar of a year that it reaches into is not published.</param>
/// <param name="MissingTolerated">Papers that may come later (容缺).</param>
public sealed record CaseAccepted(
    string CaseId, DateOnly AcceptedOn, SlaPlan SlaPlan, DateOnly? DueOn, string[] MissingTolerated, string ProgrammeVersion, string RulesHash);

/// <summary>A record of a calculation with all that it used, so that it can be done again. It changes no stage by itself.</summary>
/// <param name="AsOf">Day asked about: the day of filing.</param>
/// <param name="FactsAsOf">The facts are those known at this instant.</param>
/// <param name="PerCriterion">The full result of each criterion, as the evaluation gave it.</param>
/// <param name="Streams">The streams read, each at the version read.</param>
/// <param name="Confirmed">Ids of the confirmed assumptions that it relied on.</param>
public sealed record EligibilityEvaluated(
    string Subject, string ProgrammeId, string Version, string RulesHash, string StageId, DateOnly AsOf, DateTimeOffset FactsAsOf, string Result,
    JsonElement PerCriterion, string[] Missing, CaseJudgement[] Judgements, string[] Confirmed, StreamRead[] Streams);

/// <summary>Somebody of the commission works on the case from here on.</summary>
/// <param name="From">Who had it before; null for nobody.</param>
/// <param name="Reason">Why it was passed on.</param>
public sealed record CaseAssigned(string CaseId, string PersonRef, DateTimeOffset At, string By, string? From = null, FreeText? Reason = null);

/// <param name="DecidedBy">Who approved.</param>
/// <param name="ProposedBy">Another person; null for what was decided before two were asked for.</param>
/// <param name="MeetingId">The meeting that decided it; null for none.</param>
/// <param name="Notice">Term of the public notice after which it takes effect; null where it takes effect at once.</param>
public sealed record CaseDecided(
    string CaseId, string Subject, CaseDecision Decision, DateOnly DecidedOn, string DecidedBy, string Batch, FreeText? Note, string? ProposedBy = null,
    string? MeetingId = null, SlaPlan? Notice = null);

/// <summary>For a stage that others grant this is all that the district decides; the firm's stage stays as it is.</summary>
public sealed record DistrictRecommended(
    string CaseId, string Uscc, string ProgrammeId, string StageId, string ToAuthority, string Batch, CaseDecision Decision, DateOnly DecidedOn,
    string DecidedBy);

/// <param name="TermEndsOn">Last day in the pool; null where the rule's term may not decide.</param>
public sealed record PoolAdmitted(
    string PoolId, string Uscc, DateOnly AdmittedOn, DateOnly? TermEndsOn, string Batch, string DecisionRef, string DecidedBy);

/// <summary>By which way a filing came. A firm files for itself; a town, an institution or a screen of the commission recommends it.</summary>
public enum CaseChannel { Online, Window, Agent, NearDoor, Self, Town, Institution, Screen }

public enum CaseDecision { Recommend, NotRecommend, RecommendWithNote }

/// <summary>A promised time and the rule that gives it.</summary>
/// <param name="Unit"><c>workingDay</c> or <c>calendarDay</c>.</param>
public sealed record SlaPlan(string SlaId, string Step, int Value, string Unit, string Certainty);

/// <summary>A stream at the version that was read.</summary>
public sealed record StreamRead(string Stream, long Version);

/// <summary>A person's answer where data cannot answer.</summary>
/// <param name="Met">Decides where it is given; otherwise <paramref name="Value"/> is compared as the criterion says.</param>
public sealed record CaseJudgement(string CriterionId, FreeText Reason, bool? Met = null, decimal? Value = null);
