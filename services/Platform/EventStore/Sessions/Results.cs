using Npgsql;

namespace Marten.Internal;

/// <summary>An operation whose statement answers with rows, which begin with a column of this name.</summary>
internal interface ITakesRows
{
    string Column { get; }

    ValueTask TakeAsync(NpgsqlDataReader rows, CancellationToken token);
}

/// <summary>Hands the answers of a batch to the operations that asked. SQL of callers may answer too; nobody waits for that.</summary>
internal static class Results
{
    public static async Task TakeAsync(NpgsqlDataReader results, IReadOnlyList<Operation> operations, CancellationToken token)
    {
        var next = 0;
        do
        {
            if (results.FieldCount == 0 || Waiting(operations, ref next, results) is not { } taker) continue;
            await taker.TakeAsync(results, token);
            next++;
        }
        while (await results.NextResultAsync(token));
    }

    static ITakesRows? Waiting(IReadOnlyList<Operation> operations, ref int next, NpgsqlDataReader results)
    {
        var at = next;
        while (at < operations.Count && operations[at] is not ITakesRows) at++;
        if (at == operations.Count || results.GetName(0) != ((ITakesRows)operations[at]).Column) return null;
        next = at;
        return (ITakesRows)operations[at];
    }
}
