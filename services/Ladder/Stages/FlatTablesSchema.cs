using Npgsql;

namespace Cultivation.Ladder.Stages;

/// <summary>Makes the flat tables before anything reads or writes them; several processes may do so at once.</summary>
internal sealed class FlatTablesSchema(NpgsqlDataSource database) : IHostedService
{
    private const long Lock = 0x6C6164646572; // any number that only this step takes

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var resource = typeof(FlatTablesSchema).Assembly.GetManifestResourceStream("Cultivation.Ladder.Stages.flat_tables.sql")!;
        using var reader = new StreamReader(resource);
        var ddl = await reader.ReadToEndAsync(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var run = new NpgsqlCommand($"select pg_advisory_xact_lock({Lock}); {ddl}", connection, transaction);
        await run.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
