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

    /// <summary>The text of the files, Hosting's own first.</summary>
    public string Script() => string.Join('\n', assemblies.SelectMany(Files));

    public async Task ApplyAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = new NpgsqlCommand($"select pg_advisory_xact_lock({Lock});\n{Script()}", connection, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => ApplyAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<string> Files(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
