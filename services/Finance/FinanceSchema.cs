using Npgsql;

namespace Cultivation.Finance;

/// <summary>Makes the schema <c>finance</c> before anything else starts; several processes may do so at once.</summary>
internal sealed class FinanceSchema(NpgsqlDataSource database) : IHostedLifecycleService
{
    private const long Lock = 0x66696e616e6365; // any number that only this step takes

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var resource = typeof(FinanceSchema).Assembly.GetManifestResourceStream("Cultivation.Finance.finance.sql")!;
        using var reader = new StreamReader(resource);
        var ddl = await reader.ReadToEndAsync(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var run = new NpgsqlCommand($"select pg_advisory_xact_lock({Lock}); {ddl}", connection, transaction);
        await run.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
