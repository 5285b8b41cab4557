using System.Text.Json;
using Cultivation.Criteria;

namespace Cultivation.Ladder.Adverse;

/// <summary>
/// A programme's clause of kind <c>adverseRecords</c>: which records on the register answer one of its criteria with no. An empty register answers
/// nothing, since an authority outside keeps the list; a person asks there.
/// </summary>
/// <param name="Criterion">Id of the criterion that a record fails.</param>
/// <param name="Kinds">Kinds that count.</param>
/// <param name="Severity">Severities that count.</param>
/// <param name="By"><c>happenedOn</c> counts back from the day asked about; <c>listed</c> asks whether it stands on a list on that day.</param>
/// <param name="Days">With happenedOn: calendar days before the day, that day included.</param>
/// <param name="CalendarYears">With happenedOn instead: this year and the years before it, so many in all.</param>
internal sealed record AdverseRule(
    string Criterion, AdverseKind[] Kinds, AdverseSeverity[] Severity, AdverseBy By, int? Days = null, int? CalendarYears = null)
{
    public const string Kind = "adverseRecords";

    /// <summary>Those of the book's rules that may decide.</summary>
    public static IEnumerable<AdverseRule> In(RuleBook book) => book.Clauses()
        .Where(c => c.Kind == Kind && c.Data is not null && c.Standing.MayDecide(book.Confirmed))
        .Select(c => c.Data!.Value.Deserialize<AdverseRule>(Json.Web)!);

    public bool Fails(AdverseRecord record, DateOnly day)
    {
        if (!Kinds.Contains(record.Kind) || !Severity.Contains(record.Severity))
            return false;
        if (By == AdverseBy.Listed)
            return record.ListedAt(day);
        // Without its day nobody can count from it: the criterion stays with a person.
        if (record.HappenedOn is not { } happened || happened > day)
            return false;
        return Days is { } days ? happened >= day.AddDays(-days) : happened.Year > day.Year - (CalendarYears ?? 1);
    }

    /// <summary>The answer no to each criterion that a record fails.</summary>
    public static IEnumerable<Judgement> Judgements(RuleBook book, IReadOnlyCollection<AdverseRecord> records, DateOnly day) =>
        records.Count == 0 ? [] : In(book).SelectMany(
            rule => records.Where(r => rule.Fails(r, day)),
            (rule, r) => new Judgement(rule.Criterion, false, null, $"不良记录 {r.Id} {r.Kind} {r.HappenedOn ?? r.ListedOn:yyyy-MM-dd} {r.Source}"));
}

internal enum AdverseBy { HappenedOn, Listed }
