using Cultivation.Criteria;
using Cultivation.Ladder.Calendars;

namespace Cultivation.Ladder.Cases;

/// <summary>Finds promised times in a stage and its programme.</summary>
internal static class Promises
{
    /// <summary>The whole way from acceptance to the district's decision: the longest that runs between the two.</summary>
    /// <exception cref="RuleBroken"><c>programme.no-promise</c>.</exception>
    public static Sla ToDecision(Stage stage, Programme programme) =>
        Between(stage, programme, nameof(CaseAccepted), nameof(DistrictRecommended), nameof(PoolAdmitted)).MaxBy(s => s.Value)
        ?? throw new RuleBroken("programme.no-promise", new { stageId = stage.Id });

    /// <summary>The firm's time for papers. It sends a case back, so an assumed figure must have been confirmed.</summary>
    /// <exception cref="RuleBroken"><c>programme.no-term</c>, <c>criterion.not-confirmed</c>.</exception>
    public static SlaPlan ForSupplement(RuleBook book, string stageId) => Term(
        book, stageId, nameof(SupplementReceived), nameof(SupplementRequested), nameof(CaseAcceptedWithGaps));

    /// <summary>The district's time to check what was promised.</summary>
    /// <exception cref="RuleBroken"><c>programme.no-term</c>, <c>criterion.not-confirmed</c>.</exception>
    public static SlaPlan ForCommitment(RuleBook book, string stageId) => Term(book, stageId, nameof(CommitmentVerified), nameof(CommitmentSigned));

    /// <summary>The public notice that a stage asks for by a clause <c>publicNotice</c>; null where it asks for none.</summary>
    /// <exception cref="RuleBroken"><c>programme.no-term</c>, <c>criterion.not-confirmed</c>.</exception>
    public static SlaPlan? ForNotice(RuleBook book, string stageId)
    {
        if (book.Stage(stageId).Clauses.FirstOrDefault(c => c.Kind == "publicNotice") is not { } asked)
            return null;
        return asked.Standing.MayDecide(book.Confirmed)
            ? Term(book, stageId, nameof(PublicNoticeEnded), nameof(PublicNoticeStarted))
            : throw new RuleBroken("criterion.not-confirmed", new { ids = new[] { asked.Standing.Id } });
    }

    /// <summary>The district's time to accept a filing or to say what is missing; null where nothing is promised.</summary>
    public static SlaPlan? ToCheck(Stage stage, Programme programme) =>
        Between(stage, programme, nameof(CaseSubmitted), nameof(CaseAccepted)).Select(Plan).FirstOrDefault();

    /// <summary>The promise by its id.</summary>
    public static Sla ById(Stage stage, Programme programme, string id) => stage.Sla.Concat(programme.Sla).Single(s => s.Standing.Id == id);

    public static SlaPlan Plan(Sla promise) =>
        new(promise.Standing.Id, promise.Step.En, promise.Value, promise.Unit, $"{promise.Standing.Certainty}".ToLowerInvariant());

    /// <summary>The last day of a term that starts on a day; null while the calendar of a year that it reaches into is not published.</summary>
    public static DateOnly? Due(SlaPlan term, DateOnly start, IReadOnlyDictionary<int, WorkingCalendar> calendars) =>
        term.Unit == "workingDay" ? WorkingTime.Due(start, term.Value, calendars) : start.AddDays(term.Value);

    // The first of the starts that the programme knows.
    private static SlaPlan Term(RuleBook book, string stageId, string stop, params string[] starts)
    {
        var found = starts.SelectMany(start => Between(book.Stage(stageId), book.Set.Main, start, stop)).FirstOrDefault()
            ?? throw new RuleBroken("programme.no-term", new { stageId, stopsOn = stop });
        return found.Standing.MayDecide(book.Confirmed) ? Plan(found) : throw new RuleBroken("criterion.not-confirmed", new { ids = new[] { found.Standing.Id } });
    }

    private static IEnumerable<Sla> Between(Stage stage, Programme programme, string start, params string[] stops) =>
        stage.Sla.Concat(programme.Sla).Where(s => s.StartsOn == start && s.StopsOn.Split('|').Any(stops.Contains));
}
