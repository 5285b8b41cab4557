using System.Text.Json;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Ledger;

namespace Cultivation.Ladder.Cases;

/// <summary>All that a decision rests on, as a court would ask for it. Times are those of recording; persons are references.</summary>
/// <param name="Decision">Number of the decision within the case.</param>
/// <param name="AsOf">Day asked about: the day of filing.</param>
/// <param name="FactsAsOf">The facts are those known at this instant.</param>
/// <param name="Streams">The streams that were read, each at the version that was read.</param>
/// <param name="Criteria">The result of each criterion with its numbers, as it was recorded.</param>
/// <param name="Result">Of the stage as a whole.</param>
/// <param name="Ledger">Proof that the deciding event is in the signed log; null while no checkpoint covers it.</param>
internal sealed record DecisionProof(
    string Number, int Decision, string FirmId, string CreditCode, string ProgrammeId, string StageId, CaseChannel Channel, DateTimeOffset SubmittedOn,
    DateOnly? AcceptedOn, CaseDecision Outcome, DateOnly DecidedOn, string DecidedBy, string Batch, FreeText? Note, ProvenEvent Decided, ProvenProposal? Proposed,
    DateOnly AsOf, DateTimeOffset FactsAsOf, ProvenEvent Evaluated, StreamRead[] Streams, UsedFact[] Facts, RulesUsed[] Rules, ProvenConfirmation[] Confirmations,
    string Result, JsonElement Criteria, CaseJudgement[] Judgements, ProvenScore[] Scores, ProvenMeeting? Meeting, ProvenNotice? Notice,
    AuthorityResult? Answer, ProvenAppeal? Appeal, InclusionProof? Ledger)
{
    /// <summary>A firm learns what its decision rests on; not who proposed, scored and confirmed, and nothing of the streams of other firms.</summary>
    public DecisionProof For(Person reader) => reader.IsFirmOnly()
        ? this with
        {
            Proposed = null, Scores = [], Confirmations = [.. Confirmations.Select(c => c with { ConfirmedBy = null })],
            Streams = [.. Streams.Where(s => Own(s.Stream))], Facts = [.. Facts.Where(f => Own(f.Event.Stream))],
            Ledger = Ledger is null ? null : Ledger with { Event = null },
        }
        : this;

    private bool Own(string stream) => !stream.StartsWith(Firm.Key(""), StringComparison.Ordinal) || stream == Firm.Key(FirmId);
}

internal sealed record ProvenProposal(string By, DateOnly On, ProvenEvent Event);

/// <summary>A version of a programme that was used: first the case's own, then what it imports.</summary>
/// <param name="District">The tenant whose rule it is.</param>
/// <param name="Hash">SHA-256 of the file's canonical JSON.</param>
internal sealed record RulesUsed(string District, string ProgrammeId, string Version, string Hash, DateOnly EffectiveFrom, DateOnly? EffectiveTo);

/// <summary>A figure that was not documented and that the commission had made its own.</summary>
internal sealed record ProvenConfirmation(string CriterionId, string DocumentRef, DateOnly ConfirmedOn, string? ConfirmedBy, ProvenEvent Event);

/// <summary>A reviewer's sheet that counted.</summary>
internal sealed record ProvenScore(string ReviewerRef, ItemScore[] Scores, decimal Total, ProvenEvent Event);

internal sealed record ProvenMeeting(string MeetingId, DateOnly HeldOn, string MinutesRef);

/// <param name="EndedOn">Null while it runs.</param>
/// <param name="EffectiveOn">Day on which the decision took effect; null where it has not.</param>
/// <param name="Objections">How many were raised to this case.</param>
internal sealed record ProvenNotice(
    string ListId, DateOnly StartsOn, DateOnly? EndsOn, string DocumentRef, DateOnly? EndedOn, DateOnly? EffectiveOn, int Objections);

/// <param name="Outcome">Null until it is judged.</param>
internal sealed record ProvenAppeal(AppealGround Ground, DateOnly FiledOn, AppealOutcome? Outcome, FreeText? Reason, DateOnly? DecidedOn);
