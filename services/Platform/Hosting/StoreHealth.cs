using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>
/// Ready while the database answers. The broker is not asked: while it is away commands go on and the relay waits.
/// </summary>
internal sealed class StoreHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var ask = database.CreateCommand("select 1");
            await ask.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException failure)
        {
            return HealthCheckResult.Unhealthy("The database does not answer", failure);
        }
    }
}
