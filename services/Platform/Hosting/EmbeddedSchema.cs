using System.Reflection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>
/// Runs the <c>.sql</c> files that assemblies embed, before anything else of the process starts. They are additive and idempotent; several
/// processes may start at once.
/// </summary>
internal sealed class EmbeddedSchema(NpgsqlDataSource database, Assembly[] assemblies) : IHostedLifecycleService
{
    private const long Lock = 0x637573636865; // any number that only this step takes

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync($"select pg_advisory_xact_lock({Lock})");
        foreach (var assembly in assemblies)
        {
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                await RunAsync(await reader.ReadToEndAsync(cancellationToken));
            }
        }
        await transaction.CommitAsync(cancellationToken);

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
