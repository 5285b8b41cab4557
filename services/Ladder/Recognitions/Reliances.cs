using Cultivation.Ladder.Cases;
using Cultivation.Ladder.Firms;
using JasperFx.Events;

namespace Cultivation.Ladder.Recognitions;

/// <summary>Something that rested on a title.</summary>
/// <param name="Ref">A case's number, a stage's id, or for bank notices the recognition.</param>
/// <param name="Criteria">Of evaluations and decisions: the criteria that answer otherwise without the title.</param>
internal sealed record Reliance(RelianceKind Kind, string Ref, DateOnly On, string[] Criteria)
{
    public Reliance(RelianceKind kind, string @ref, DateOnly on) : this(kind, @ref, on, []) { }
}

/// <summary>An evaluation that was recorded for a case, and what it read.</summary>
/// <param name="Decided">Day of the decision on it; null for none.</param>
internal sealed record CaseRead(string Number, EvaluationRead Evaluation, DateOnly? Decided);

/// <summary>Finds what rested on a title from a day on. Evaluations are done again without the title: only those that then answer otherwise rested on it.</summary>
internal static class Reliances
{
    /// <param name="firm">The firm while the title stood: before its revocation.</param>
    /// <param name="from">First day on which the title does not count.</param>
    public static List<Reliance> Of(Firm firm, Recognition title, DateOnly from, IEnumerable<CaseRead> cases, Rungs rungs)
    {
        List<Reliance> found = [];
        foreach (var read in cases.Where(c => from <= c.Evaluation.Was.AsOf))
        {
            if (ChangedBy(read, title.Id, from) is not { Length: > 0 } criteria)
                continue;
            found.Add(new(RelianceKind.Evaluation, read.Number, read.Evaluation.Was.AsOf, criteria));
            if (read.Decided is { } day)
                found.Add(new(RelianceKind.Decision, read.Number, day, criteria));
        }
        var spans = StageHistory.Spans(firm.Stages).Where(s => s.To is null || s.To > from).ToList();
        found.AddRange(spans.Where(s => s.BasisRef == title.Id && s.Basis == StageHistory.Word(StageBasis.Credential))
            .Select(s => new Reliance(RelianceKind.StageEntry, s.StageId, s.From)));
        found.AddRange(spans.Select(s => (s.StageId, Day: s.From > from ? s.From : from))
            .Where(s => title.ValidOn(s.Day) && rungs.Find(s.StageId, s.Day)?.Rung.AtRiskWithout.Contains(title.CredentialType) == true)
            .Where(s => !firm.Recognitions.Any(r => r.Id != title.Id && r.CredentialType == title.CredentialType && r.ValidOn(s.Day)))
            .Select(s => new Reliance(RelianceKind.StageAtRisk, s.StageId, s.Day)));
        found.Add(new(RelianceKind.BankNotices, title.Id, from));
        return found;
    }

    /// <summary>Reads the firm's cases that were evaluated, each with what it read.</summary>
    /// <param name="happened">The firm's events.</param>
    public static async Task<List<CaseRead>> Cases(
        Marten.IQuerySession session, string tenant, string firmId, IReadOnlyList<IEvent> happened, Shelf shelf, CancellationToken cancellation)
    {
        var keys = await session.QueryAsync<string>(
            $"select id from {Database.Events}.mt_doc_case where tenant_id = ? and data ->> 'firmId' = ? order by id", cancellation, tenant, firmId);
        List<CaseRead> read = [];
        foreach (var key in keys)
        {
            var events = await session.Events.FetchStreamAsync(key, token: cancellation);
            foreach (var (evaluated, decided) in Used(events.Select(e => e.Data)))
                read.Add(new(key["case:".Length..], await EvaluationRead.Of(session, shelf, evaluated, happened, cancellation), decided));
        }
        return read;
    }

    /// <summary>The evaluation of each decision, and the last one of a case that waits: one that another took the place of was not used.</summary>
    internal static IEnumerable<(EligibilityEvaluated Evaluated, DateOnly? Decided)> Used(IEnumerable<object> happened)
    {
        EligibilityEvaluated? last = null;
        foreach (var e in happened)
        {
            if (e is EligibilityEvaluated evaluated)
                last = evaluated;
            if (e is CaseDecided decided && last is not null)
            {
                yield return (last, decided.DecidedOn);
                last = null;
            }
        }
        if (last is not null)
            yield return (last, null);
    }

    private static string[] ChangedBy(CaseRead read, string recognitionId, DateOnly from)
    {
        var (was, then) = (read.Evaluation.Was, read.Evaluation.Firm);
        if (!then.Recognitions.Any(r => r.Id == recognitionId && r.ValidOn(was.AsOf)))
            return [];
        var without = then with
        {
            Recognitions = [.. then.Recognitions.Select(r => r.Id == recognitionId ? r with { RevokedFrom = from < r.ValidFrom ? r.ValidFrom : from } : r)],
        };
        var (before, now) = (Answers(read.Evaluation.Again()), Answers(read.Evaluation.Again(without)));
        return [.. before.Where(answer => !now.TryGetValue(answer.Key, out var other) || other != answer.Value).Select(answer => answer.Key)];
    }

    private static Dictionary<string, Criteria.Result> Answers(Criteria.StageResult result) => EvaluateStage.Leaves(result.Criteria)
        .GroupBy(c => c.Id).ToDictionary(c => c.Key, c => c.First().Result, StringComparer.Ordinal);
}
