using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

public enum CaseState { None, Submitted, Accepted, Decided, Returned, Withdrawn, Lapsed }

/// <summary>What decisions about a case read, and what its page shows.</summary>
public sealed record Case
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Number { get; init; } = "";
    public CaseState State { get; init; }
    public string FirmId { get; init; } = "";
    public string CreditCode { get; init; } = "";
    public string ProgrammeId { get; init; } = "";
    public string StageId { get; init; } = "";
    public CaseChannel Channel { get; init; }
    public DateTimeOffset SubmittedOn { get; init; }
    public CaseAccepted? Accepted { get; init; }
    public CaseDecided? Decided { get; init; }

    /// <summary>Waits for another person's approval.</summary>
    public ProposedDecision? Proposal { get; init; }
    public CaseEvaluation? Evaluation { get; init; }

    /// <summary>Acts that were refused to persons since the last proposal.</summary>
    public RefusedAct[] Refused { get; init; } = [];

    /// <summary>Who works on it, by reference.</summary>
    public string? Assignee { get; init; }

    /// <summary>The check of completeness, before acceptance.</summary>
    public CheckDue? Check { get; init; }

    public CaseClock? Clock { get; init; }
    public Supplement? Supplement { get; init; }
    public Commitment? Commitment { get; init; }
    public Appeal? Appeal { get; init; }

    /// <summary>After an appeal it is judged on what was known at this instant, that of the decision appealed against; null for what is known now.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>Day on whose end the case ends by itself, since papers have not come; it finds what a closing day must end.</summary>
    public DateOnly? LapsesOn { get; init; }

    /// <summary>Somebody of the commission has to do something.</summary>
    internal bool Waits => State is CaseState.Submitted or CaseState.Accepted || Appeal is { Outcome: null } || Commitment is { Outcome: null };

    /// <summary>The public notice after which the decision takes effect; null where it took effect at once.</summary>
    public CaseNotice? Notice { get; init; }

    /// <summary>The intellectual property that stands in the filing.</summary>
    public FiledRight[] Rights { get; init; } = [];

    /// <summary>What the authority answered to a recommendation.</summary>
    public AuthorityResult? Result { get; init; }

    /// <summary>Who may not act on it: by a conflict of interest, and once taken off a panel.</summary>
    public CaseConflict[] Conflicts { get; init; } = [];
    public string[] Recused { get; init; } = [];
    public CaseReview? Review { get; init; }

    /// <summary>Values that closed reviews gave to criteria.</summary>
    public CaseJudgement[] Scored { get; init; } = [];
    public SiteVisit[] Visits { get; init; } = [];

    /// <summary>Papers that were let come later at acceptance.</summary>
    internal string[] GapsTolerated => Accepted?.MissingTolerated ?? [];

    internal static string Key(string number) => $"case:{number}";

    public Case Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public Case Fold(object happened) => Known(After(happened));

    private Case After(object happened) => happened switch
    {
        CaseSubmitted e => this with
        {
            State = CaseState.Submitted, Number = e.CaseId, FirmId = e.FirmId, CreditCode = e.Subject, ProgrammeId = e.ProgrammeId,
            StageId = e.MatterCode, Channel = e.Channel, SubmittedOn = e.SubmittedOn,
            Check = e.CheckTerm is { } term ? new(term, Hosting.Clock.Day(e.SubmittedOn), e.CheckDueOn) : null, Rights = Named(e.Rights),
        },
        CaseAssigned e => this with { Assignee = e.PersonRef },
        CaseAccepted e => this with { State = CaseState.Accepted, Accepted = e, Clock = CaseClock.Start(e) },
        CaseDecided e => this with
        {
            State = CaseState.Decided, Decided = e, Proposal = null, Refused = [], Clock = Clock?.Stop(e.DecidedOn), Notice = e.Notice is null ? null : new(e.Notice),
        },
        CasePutOnNotice e => this with { Notice = Notice! with { ListId = e.ListId } },
        DecisionTookEffect e => this with { Notice = Notice! with { EffectiveOn = e.EffectiveOn } },
        DecisionOverturned => this with { State = CaseState.Accepted, Decided = null, Notice = null },
        _ => WithProposal(happened),
    };

    private Case WithProposal(object happened) => happened switch
    {
        EligibilityEvaluated e => this with { Evaluation = CaseEvaluation.Of(e) },
        DecisionProposed e => this with { Proposal = new(e.Decision, e.Batch, e.Note, e.ProposedBy, e.ProposedOn), Refused = [] },
        ProposalReturned => this with { Proposal = null },
        ActRefused e => this with { Refused = [.. Refused, new(e.PersonRef, e.Act, e.Cause)] },
        _ => WithReview(happened),
    };

    private Case WithReview(object happened) => happened switch
    {
        ConflictDeclared e => this with
        {
            Conflicts = [.. Conflicts, new(e.PersonRef, e.Kind)], Proposal = Proposal?.By == e.PersonRef ? null : Proposal,
        },
        ReviewOpened e => this with { Review = CaseReview.Of(e), Scored = [.. Scored.Where(s => s.CriterionId != e.CriterionId)] },
        ReviewerRecused e => this with { Recused = [.. Recused, e.PersonRef], Review = Review?.Fold(e) },
        ReviewerAssigned or ReviewScored => this with { Review = Review?.Fold(happened) },
        ReviewClosed e => this with
        {
            Review = Review?.Fold(e),
            Scored = e.CriterionId is { } criterion ? [.. Scored, new(criterion, $"专家评审({e.Sheets})", Value: e.Value)] : Scored,
        },
        SiteInspected e => this with { Visits = [.. Visits, new(e.InspectedOn, e.PersonRefs, e.Findings)] },
        _ => WithTimes(happened),
    };

    private Case WithTimes(object happened) => happened switch
    {
        SlaClockChanged e => this with { Clock = Clock?.Fold(e) },
        CaseAcceptedWithGaps e => this with { Supplement = Supplement.Of(e, Accepted!.AcceptedOn, (Supplement?.Round ?? 0) + 1) },
        SupplementRequested e => this with { Supplement = Supplement.Of(e), Check = Check is null ? null : Check with { DueOn = null, Told = true } },
        SupplementReceived e => this with { Supplement = Supplement! with { Items = e.StillMissing }, Rights = e.Rights is null ? Rights : Named(e.Rights) },
        DeadlineMoved { Deadline: CaseDeadline.Supplement } e => this with { Supplement = Supplement! with { DueOn = e.NewDueOn } },
        DeadlineMoved { Deadline: CaseDeadline.CommitmentCheck } e => this with { Commitment = Commitment! with { VerifyByOn = e.NewDueOn } },
        DeadlineMoved e => this with { Check = Check!.Moved(e) },
        CommitmentSigned e => this with { Commitment = Commitment.Of(e) },
        CommitmentVerified e => this with { Commitment = Commitment! with { Outcome = e.Outcome } },
        _ => WithEnds(happened),
    };

    private Case WithEnds(object happened) => happened switch
    {
        CaseWithdrawn e => Ended(CaseState.Withdrawn, e.WithdrawnOn),
        CaseReturned e => Ended(CaseState.Returned, e.ReturnedOn),
        CaseLapsed e => Ended(CaseState.Lapsed, e.LapsedOn),
        AuthorityAnswered e => this with
        {
            Result = AuthorityResult.Of(e), Rights = [.. Rights.Select(r => r with { Used = e.RightsUsed?.Contains(r.IpNo) ?? false })],
        },
        CaseReopened e => this with
        {
            State = Accepted is null ? CaseState.Submitted : CaseState.Accepted, Decided = null,
            Supplement = Supplement is { Open: true } ? Supplement with { AskedOn = e.ReopenedOn, DueOn = e.SupplementDueOn } : Supplement,
        },
        AppealFiled e => this with { Appeal = new(e.Ground, e.FiledOn) },
        AppealDecided e => this with
        {
            Appeal = Appeal! with { Outcome = e.Outcome, Reason = e.Reason },
            State = e.Outcome == AppealOutcome.Reopened ? CaseState.Accepted : State, Decided = e.Outcome == AppealOutcome.Reopened ? null : Decided,
            KnownAt = e.Outcome == AppealOutcome.Reopened ? e.KnownAt : KnownAt,
        },
        _ => this,
    };

    // A decision that waits for its notice waits no longer.
    private Case Ended(CaseState state, DateOnly on) =>
        this with { State = state, Proposal = null, Clock = Clock?.Stop(on), Notice = Notice is { Pending: true } ? null : Notice };

    private static FiledRight[] Named(string[]? rights) => [.. (rights ?? []).Select(ipNo => new FiledRight(ipNo, Used: false))];

    private static Case Known(Case c) => c with
    {
        LapsesOn = c.State is CaseState.Submitted or CaseState.Accepted && c.Supplement is { Open: true } owed ? owed.DueOn : null,
    };
}

/// <summary>The district's time to accept a filing or to say what is missing.</summary>
/// <param name="From">The day from which it counts.</param>
/// <param name="DueOn">Null while the firm must answer, and while the calendar of its year is not published.</param>
/// <param name="Told">The firm has been told and its answer is awaited.</param>
public sealed record CheckDue(SlaPlan Term, DateOnly From, DateOnly? DueOn, bool Told = false)
{
    internal CheckDue Moved(DeadlineMoved e) => e.Reason is ClockReason.Supplement or ClockReason.Reopening
        ? this with { From = Clock.Day(e.At), DueOn = e.NewDueOn, Told = false }
        : this with { DueOn = e.NewDueOn };
}
