using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Imports;

/// <summary>Says of each row what it would change, without changing anything.</summary>
internal sealed record ImportPlan(List<PlannedRow> Rows, List<RowFault> Faults)
{
    /// <summary>Rows that ask for something. A row names its own day of knowledge where the list has the column for it.</summary>
    /// <exception cref="RuleBroken">As <see cref="ListFile.Read"/>.</exception>
    public static ImportPlan Read(IListKind kind, byte[] file, ListPaper paper, DateOnly today, Func<string> newId, string mediaType = ListFile.CsvType)
    {
        var (listed, faults) = ListFile.Read(file, kind.Header, mediaType);
        return new ImportPlan([], faults).With(listed, row => row.Line, row =>
        {
            var known = row.Has(ListFile.KnownSince) ? row.DayOrNull(ListFile.KnownSince) : null;
            return known > today
                ? throw new RowBroken("known-since.future", $"{known:O}")
                : kind.Read(row, paper, newId) with { KnownSince = known };
        });
    }

    /// <summary>The names by which firms have to be looked for: those of rows without a code, and those of codes that nobody has.</summary>
    public string[] Unmatched(IReadOnlySet<string> codes) =>
        [.. Rows.Where(r => r.Registration is null && r.LegalName.Length > 0 && !codes.Contains(r.CreditCode)).Select(r => r.LegalName).Distinct()];

    /// <summary>Rows without a code with the code of the one firm that has or had the name (DOMAIN 4, no. 9: by code, then by name history).</summary>
    /// <param name="named">Codes of the firms of each name, past or present.</param>
    public ImportPlan Matched(IReadOnlyDictionary<string, string[]> named, IReadOnlySet<string> codes) =>
        new ImportPlan([], Faults).With(Rows, row => row.Line, row =>
        {
            if (row.Registration is not null || row.LegalName.Length == 0 || codes.Contains(row.CreditCode))
                return row;
            var found = named.GetValueOrDefault(row.LegalName) ?? [];
            return (row.CreditCode.Length, found) switch
            {
                (0, []) => throw new RowBroken("import.name-unknown", row.LegalName),
                (0, [var code]) => row with { CreditCode = code, MatchedByName = true },
                (0, _) => throw new RowBroken("import.name-ambiguous", string.Join(' ', found)),
                // A code says which legal person is meant: a name that another one has is shown, never taken instead.
                (_, [_, ..]) => throw new RowBroken("import.code-differs", string.Join(' ', found)),
                _ => row,
            };
        });

    /// <param name="firms">The firms of the list by credit code.</param>
    /// <param name="credentials">The kinds of title that some published programme knows.</param>
    public ImportPlan Judged(IListKind kind, IReadOnlyDictionary<string, Firm> firms, IReadOnlySet<string> credentials, ApplyingDay at)
    {
        var lines = new Dictionary<object, int>();
        return new ImportPlan([], Faults).With(Rows, row => row.Line, row =>
        {
            var judged = kind.Judge(row, firms.GetValueOrDefault(row.CreditCode), credentials, at);
            return lines.TryAdd(kind.Key(row), row.Line) ? judged : throw new RowBroken("import.row-duplicate", $"{lines[kind.Key(row)]}");
        });
    }

    /// <summary>
    /// Each row with the events that it would lead to and the messages among them, decided as its application would be, one firm after the other.
    /// What rows of one firm forbid each other becomes a fault.
    /// </summary>
    public ImportPlan Foreseen(IListKind kind, IReadOnlyDictionary<string, Firm> firms, ApplyingDay at)
    {
        var foreseen = new ImportPlan([], Faults);
        foreach (var rows in Rows.GroupBy(row => row.CreditCode))
        {
            var (decided, results) = ApplyBatch.Decide(kind, firms.GetValueOrDefault(rows.Key), rows, at);
            var events = decided.ToDictionary(d => d.Row.Line, d => d.Events);
            foreach (var (row, result) in rows.Join(results, row => row.Line, result => result.Line, (row, result) => (row, result)))
            {
                if (result.Outcome is not (RowResult.Added or RowResult.Unchanged))
                    Faults.Add(new(row.Line, result.Outcome, row.CreditCode));
                else
                    foreseen.Rows.Add(events.TryGetValue(row.Line, out var happened) ? Consequences.On(row, happened) : row with { Change = PlannedChange.Unchanged });
            }
        }
        return foreseen;
    }

    /// <summary>Rows in batches of about as many. A firm's rows stay together, so that its stream is written once.</summary>
    public IEnumerable<PlannedRow[]> Batches(int about)
    {
        List<PlannedRow> batch = [];
        foreach (var firm in Rows.GroupBy(row => row.CreditCode))
        {
            if (batch.Count > 0 && batch.Count + firm.Count() > about)
            {
                yield return [.. batch];
                batch.Clear();
            }
            batch.AddRange(firm);
        }
        if (batch.Count > 0)
            yield return [.. batch];
    }

    private ImportPlan With<T>(IEnumerable<T> rows, Func<T, int> line, Func<T, PlannedRow> one)
    {
        foreach (var row in rows)
        {
            try
            {
                Rows.Add(one(row));
            }
            catch (RowBroken broken)
            {
                Faults.Add(new(line(row), broken.Code, broken.Message));
            }
            catch (RuleBroken broken)
            {
                Faults.Add(RowFault.Of(line(row), broken));
            }
        }
        return this;
    }
}
