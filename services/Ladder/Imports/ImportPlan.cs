using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Imports;

/// <summary>Says of each row what it would change, without changing anything.</summary>
internal sealed record ImportPlan(List<PlannedRow> Rows, List<RowFault> Faults)
{
    /// <summary>Rows that ask for something. A row names its own day of knowledge where the list has the column for it.</summary>
    /// <exception cref="RuleBroken">As <see cref="ListFile.Read"/>.</exception>
    public static ImportPlan Read(IListKind kind, byte[] file, ListPaper paper, DateOnly today, Func<string> newId)
    {
        var (listed, faults) = ListFile.Read(file, kind.Header);
        return new ImportPlan([], faults).With(listed, row => row.Line, row =>
        {
            var known = row.Has(ListFile.KnownSince) ? row.DayOrNull(ListFile.KnownSince) : null;
            return known > today
                ? throw new RowBroken("known-since.future", $"{known:O}")
                : kind.Read(row, paper, newId) with { KnownSince = known };
        });
    }

    /// <param name="firms">The firms of the list by credit code.</param>
    /// <param name="credentials">The kinds of title that some published programme knows.</param>
    public ImportPlan Judged(IListKind kind, IReadOnlyDictionary<string, Firm> firms, IReadOnlySet<string> credentials, DateOnly today)
    {
        var lines = new Dictionary<object, int>();
        return new ImportPlan([], Faults).With(Rows, row => row.Line, row =>
        {
            var judged = kind.Judge(row, firms.GetValueOrDefault(row.CreditCode), credentials, today);
            return lines.TryAdd(kind.Key(row), row.Line) ? judged : throw new RowBroken("import.row-duplicate", $"{lines[kind.Key(row)]}");
        });
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
