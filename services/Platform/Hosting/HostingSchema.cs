using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>Makes the schema <c>hosting</c> before anything else starts; several processes may do so at once.</summary>
internal sealed class HostingSchema(NpgsqlDataSource database) : IHostedService
{
    private const long Lock = 0x637573636865; // any number that only this step takes

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var resource = typeof(HostingSchema).Assembly.GetManifestResourceStream("Cultivation.Hosting.hosting.sql")!;
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
