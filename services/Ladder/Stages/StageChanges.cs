using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Pools;
using Cultivation.Ladder.Recognitions;

namespace Cultivation.Ladder.Stages;

/// <summary>
/// Keeps the stages that rest on a credential in step with the firm's recognitions: compares what they say with what is recorded and
/// answers the stage events that are missing, backwards too. Nothing is missing: no event.
/// </summary>
internal static class StageChanges
{
    public const string Expired = "credentialExpired";
    public const string Revoked = "credentialRevoked";
    public const string Graduated = "graduated";

    /// <summary>The evaluation at the end of an agreement was failed or skipped.</summary>
    public const string EvaluationFailed = "evaluationFailed";

    /// <param name="firm">The firm, its recognitions changed already.</param>
    /// <param name="known">The day on which the change became known.</param>
    public static List<object> Of(Firm firm, Rungs rungs, DateOnly known)
    {
        var holds = firm.Recognitions.SelectMany(r => rungs.EnteredBy(r.CredentialType, r.ValidFrom).Where(at => firm.MayHold(at.Rung.Holder)), (r, at) => (r, at)).SelectMany(
            hold => TimesOf(hold.r, firm).Select(time => Accepted(HereOnly(time, firm), hold.at.Rung, hold.r, firm)), (hold, time) => new Hold(hold.at.Rung, hold.at.Rule, hold.r, time.From, time.To));
        var events = new List<object>();
        foreach (var stage in holds.GroupBy(h => h.Rung.StageId).OrderBy(s => s.First().Rung.Order))
        {
            var changes = Of(firm, rungs, known, stage.Key, [.. stage]).ToList();
            firm = firm.Fold(changes);
            events.AddRange(changes);
        }
        return events;
    }

    private static IEnumerable<object> Of(Firm firm, Rungs rungs, DateOnly known, string stageId, Hold[] holds)
    {
        var marks = firm.Stages.Where(m => m.StageId == stageId).ToDictionary(m => m.On, m => m.Held);
        var held = false;
        foreach (var day in marks.Keys.Concat(holds.Select(h => h.From)).Concat(holds.Select(h => h.End).OfType<DateOnly>()).Distinct().Order())
        {
            var should = holds.Any(h => h.From <= day && (h.End is null || day < h.End));
            if (marks.GetValueOrDefault(day, held) != should)
            {
                foreach (var change in should ? Entered(firm, rungs, known, holds, day) : Left(firm, rungs, known, holds, day))
                {
                    firm = firm.Fold(change);
                    yield return change;
                }
            }
            held = should;
        }
    }

    // With the stage the firm leaves what leads up to it: the programme's graduatesTo.
    private static IEnumerable<object> Entered(Firm firm, Rungs rungs, DateOnly known, Hold[] holds, DateOnly day)
    {
        var by = holds.Where(h => h.From <= day && (h.End is null || day < h.End)).MaxBy(h => h.From)!;
        yield return new StageEntered(firm.CreditCode, firm.LegalName(), by.Rung.StageId, StageBasis.Credential, by.Recognition.Id, day, by.Rule);
        foreach (var below in rungs.GraduatingTo(by.Rung.StageId, day))
        {
            if (LeavesOn(firm, below, day, known) is not { } on || by.End <= on)
                continue;
            StageLeft left = new(firm.CreditCode, firm.LegalName(), below, Graduated, by.Recognition.Id, on, on < known, by.Rung.StageId);
            foreach (var happened in PoolExits.With(left, firm))
                yield return happened;
        }
    }

    // Who was let in before the title became known, and after its first day, is in until it became known.
    private static DateOnly? LeavesOn(Firm firm, string stageId, DateOnly day, DateOnly known) =>
        StageHistory.Held(firm.Stages, stageId, day) ? day
        : StageHistory.Spans(firm.Stages).LastOrDefault(s => s.StageId == stageId && s.To is null && s.From > day) is { From: var from } ? from < known ? known : from
        : null;

    private static IEnumerable<object> Left(Firm firm, Rungs rungs, DateOnly known, Hold[] holds, DateOnly day)
    {
        var ended = holds.Where(h => h.End == day).OrderBy(h => !h.Recognition.Annulled).ThenBy(h => h.From).LastOrDefault() ?? holds.MinBy(h => h.From)!;
        var reason = firm.GoneFrom is { } gone && gone.On == day ? HolderGone.Word(gone.Cause)
            : ended.Recognition.Annulled ? AnnulRecognition.Cause
            : ended.Recognition.RevokedFrom is not null || ended.Recognition.Lost.Any(l => l.From == day) ? Revoked
            : FailedOn(ended.Recognition, firm) == day ? EvaluationFailed
            : Expired;
        var next = rungs.FollowedBy(ended.Rung.Next(reason), day);
        yield return new StageLeft(
            firm.CreditCode, firm.LegalName(), ended.Rung.StageId, reason, ended.Recognition.Id, day, day < known, next?.Rung.StageId);
        if (next is { } stage && !StageHistory.Held(firm.Stages, stage.Rung.StageId, day))
            yield return new StageEntered(firm.CreditCode, firm.LegalName(), stage.Rung.StageId, StageBasis.Derived, ended.Recognition.Id, day, stage.Rule);
    }

    // A title holds its stage until its end is recorded or another one carries on from it. One that was never held, or was annulled, is an empty
    // time: its first day is where the stage has to be looked at.
    private static IEnumerable<TimeHeld> TimesOf(Recognition r, Firm firm)
    {
        var times = r.Times();
        if (times.Count == 0)
            return [new(r.ValidFrom, r.ValidFrom)];
        var ends = r.RevokedFrom is not null || r.Expired || r.RenewedIn(firm.Recognitions);
        return ends ? times : [.. times.SkipLast(1), times[^1] with { To = null }];
    }

    // A title holds a stage here from the day on which the district cares for the firm, until the firm is gone.
    private static TimeHeld HereOnly(TimeHeld time, Firm firm)
    {
        var from = firm.CameFrom?.CustodyOn is { } here && here > time.From ? here : time.From;
        var to = firm.GoneFrom is { } gone && (time.To is null || gone.On < time.To) ? gone.On : time.To;
        return new(from, to < from ? from : to);
    }

    // Who failed the evaluation of the agreement behind a title leaves its stage, where a line that may decide says so.
    private static TimeHeld Accepted(TimeHeld time, Rung rung, Recognition title, Firm firm) =>
        FailedOn(title, firm) is { } on && rung.Line(EvaluationFailed) is not null && (time.To is null || on < time.To)
            ? time with { To = on < time.From ? time.From : on }
            : time;

    private static DateOnly? FailedOn(Recognition title, Firm firm) => firm.Agreements.FirstOrDefault(a => a.RecognitionId == title.Id && a.Failed)?.ConcludedOn;

    private sealed record Hold(Rung Rung, string Rule, Recognition Recognition, DateOnly From, DateOnly? End);
}
