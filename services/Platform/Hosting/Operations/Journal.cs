using System.Globalization;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>What an operator did.</summary>
/// <param name="Act">A word as <c>retry</c>, <c>skip</c> or <c>discard</c>.</param>
/// <param name="Target">A projection, or the subject of messages.</param>
/// <param name="Reason">Why, where it is asked for.</param>
internal sealed record OperatorAct(long Id, DateTimeOffset At, string By, string Act, string Target, string? Reason);

/// <summary>The acts of operators on this service: table <c>hosting.operator_acts</c>.</summary>
internal sealed class Journal(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Records an act with the doing of it: what is refused, or fails, is not recorded.</summary>
    public async Task Record(string by, string act, string target, string? reason, Func<Task> doing, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = new NpgsqlCommand(
            "insert into hosting.operator_acts (at, by, act, target, reason) values ($1, $2, $3, $4, $5)", connection, transaction);
        command.Parameters.Fill(time.GetUtcNow(), by, act, target, (object?)reason ?? DBNull.Value);
        await command.ExecuteNonQueryAsync(cancellation);
        await doing();
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>The newest first.</summary>
    public Task<List<OperatorAct>> Before(long? id, int most, CancellationToken cancellation) => database.Rows(
        "select id, at, by, act, target, reason from hosting.operator_acts where id < $1 order by id desc limit $2",
        row => new OperatorAct(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5)),
        cancellation, id ?? long.MaxValue, most);

    /// <summary>An act's cursor.</summary>
    public static string Cursor(OperatorAct act) => act.Id.ToString(CultureInfo.InvariantCulture);
}
