using Npgsql;

namespace Cultivation.Kit;

/// <summary>Holds rows of a table that a service wants to change, so that it stands between what it did and what it saves.</summary>
public sealed class HeldRow : IAsyncDisposable
{
    private readonly string table;
    private readonly NpgsqlDataSource database;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction holding;

    private HeldRow(string table, NpgsqlDataSource database, NpgsqlConnection connection, NpgsqlTransaction holding) =>
        (this.table, this.database, this.connection, this.holding) = (table, database, connection, holding);

    /// <param name="table">As <c>finance.deliveries</c>; the rows are those of one bank.</param>
    public static async Task<HeldRow> OfAsync(string connectionString, string table, string bank)
    {
        var database = NpgsqlDataSource.Create(connectionString);
        var connection = await database.OpenConnectionAsync();
        var holding = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"select 1 from {table} where bank_id = $1 for update", connection, holding) { Parameters = { new() { Value = bank } } };
        await hold.ExecuteNonQueryAsync();
        return new(table, database, connection, holding);
    }

    /// <summary>Waits until a service waits to change them.</summary>
    public Task WantedAsync() => Eventually.True(async () => await FoundAsync("select count(*) from pg_stat_activity") > 0, what: $"a change of {table} that waits");

    /// <summary>Ends the connections by which a service waits to change them: nothing of that is saved.</summary>
    public Task<long> EndAsync() => FoundAsync("select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity");

    private async Task<long> FoundAsync(string sql)
    {
        await using var find = database.CreateCommand(
            $"{sql} where datname = current_database() and wait_event_type = 'Lock' and query like 'update {table}%'");
        return (long)(await find.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await holding.DisposeAsync();
        await connection.DisposeAsync();
        await database.DisposeAsync();
    }
}
