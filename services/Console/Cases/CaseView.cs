using System.Text.Json;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Cases;

/// <summary>What Ladder's case page gives, as far as it is shown.</summary>
/// <param name="DueOn">Last day of the promise; null before acceptance and while the clock stands.</param>
/// <param name="ClockRuns">The times in which the clock ran.</param>
/// <param name="KnownAt">After an appeal it is judged on what was known then; null for now.</param>
public sealed record CaseView(
    string Number, string State, string FirmId, string CreditCode, string ProgrammeId, string StageId, string Channel, DateTimeOffset SubmittedOn,
    DateOnly? CheckDueOn, DateOnly? AcceptedOn, DateOnly? DueOn, bool CalendarPending, bool Overdue, string? ClockStoppedFor, bool ClockExtended,
    ClockRun[] ClockRuns, Owed? Supplement, string? ProgrammeVersion, Proposal? Proposal, string? Decision, DateOnly? DecidedOn,
    string? DecidedBy, string? ProposedBy, string? Batch, string? Note, string? Assignee, Judgement[] Scored, Promise? Commitment, Shown? Notice, Answered? Result,
    Objected? Appeal, Interest[] Conflicts, Visit[] Visits, FiledRight[] Rights, DateTimeOffset? KnownAt)
{
    /// <summary>Neither decided nor ended.</summary>
    public bool Open => State is "submitted" or "accepted";

    /// <summary>The firm may take it back: it is open, or its decision waits for the public notice.</summary>
    public bool Withdrawable => Open || this is { State: "decided", Notice: { EffectiveOn: null } };

    /// <summary>Against each negative decision the firm may appeal once.</summary>
    public bool Appealable => this is { State: "decided", Decision: "notRecommend", Appeal: null or { Outcome: "reopened" } };

    /// <summary>Papers that the firm still owes.</summary>
    public IReadOnlyList<string> OwedPapers => Supplement?.Items ?? [];
}

/// <summary>What the firm promised instead of proving it.</summary>
/// <param name="Outcome">true or false; null until it is checked.</param>
public sealed record Promise(string[] Papers, DateOnly SignedOn, DateOnly? VerifyByOn, string? Outcome);

/// <summary>The public notice after which the decision takes effect.</summary>
/// <param name="ListId">Null until it is shown.</param>
/// <param name="EffectiveOn">Null until it took effect.</param>
public sealed record Shown(string? ListId, DateOnly? EffectiveOn);

/// <summary>What the authority answered to a recommendation.</summary>
public sealed record Answered(string Outcome, string CredentialType, DateOnly KnownOn);

/// <summary>The firm's appeal.</summary>
/// <param name="Outcome">Null until it is judged.</param>
public sealed record Objected(string Ground, DateOnly FiledOn, string? Outcome, string? Reason);

/// <summary>A right that stands in the filing.</summary>
/// <param name="Used">The title was granted on it.</param>
public sealed record FiledRight(string IpNo, bool Used);

/// <summary>A person who may not act on the case, and why.</summary>
public sealed record Interest(string Person, string Kind);

/// <summary>Somebody of the commission looked at the firm on the spot.</summary>
public sealed record Visit(DateOnly VisitedOn, string[] People, string Findings);

/// <summary>A time in which the clock ran; its last day counts, null while it runs.</summary>
public sealed record ClockRun(DateOnly From, DateOnly? To);

/// <summary>Papers that the firm owes, or owed last.</summary>
public sealed record Owed(string[] Items, DateOnly? DueOn);

/// <summary>How a person proposes to decide.</summary>
public sealed record Proposal(string Decision, string Batch, string? Note, string By, DateOnly On);

/// <summary>A person's answer, or the value of a closed review.</summary>
public sealed record Judgement(string CriterionId, string Reason, bool? Met, decimal? Value);

/// <summary>A decision of the case, in its list.</summary>
public sealed record ListedDecision(int Number, string Decision, DateOnly DecidedOn);

/// <summary>What a decision rests on, as far as it is printed.</summary>
public sealed record ProofView(
    string Number, int Decision, string FirmId, string CreditCode, string ProgrammeId, string StageId, DateTimeOffset SubmittedOn, DateOnly? AcceptedOn,
    string Outcome, DateOnly DecidedOn, string DecidedBy, string Batch, string? Note, ProvenEvent Decided, ProvenProposal? Proposed, DateOnly AsOf,
    DateTimeOffset FactsAsOf, StreamRead[] Streams, RulesUsed[] Rules, Confirmation[] Confirmations, string Result, Criterion[] Criteria, Judgement[] Judgements,
    JsonElement? Ledger);

/// <summary>An event of the log.</summary>
public sealed record ProvenEvent(string Stream, long Version, string EventId, long Position, DateTimeOffset RecordedAt);

/// <summary>Who proposed the decision.</summary>
public sealed record ProvenProposal(string By, DateOnly On);

/// <summary>A stream at the version that was read.</summary>
public sealed record StreamRead(string Stream, long Version);

/// <summary>A version of the rules by its hash.</summary>
public sealed record RulesUsed(string ProgrammeId, string Version, string Hash);

/// <summary>A rule that was not documented and that the commission had made its own.</summary>
public sealed record Confirmation(string CriterionId, string DocumentRef, DateOnly ConfirmedOn);
