using System.Security.Cryptography;
using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// When the service starts, seals secrets again that an older key sealed; after that the older key can be taken out of configuration. A secret that no key
/// opens stays as it is and is told.
/// </summary>
internal sealed partial class SealAgain(NpgsqlDataSource database, SecretBox box, ILogger<SealAgain> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await All(stoppingToken) is > 0 and var count)
                Sealed(log, count);
        }
        catch (NpgsqlException failure)
        {
            Failed(log, failure);
        }
    }

    /// <returns>How many it sealed again.</returns>
    private async Task<int> All(CancellationToken stoppingToken)
    {
        var stored = await database.Rows(
            "select tenant_id, bank_id, secret_id, sealed from finance.webhook_secrets",
            row => (District: row.GetString(0), Bank: row.GetString(1), Secret: row.GetString(2), Sealed: row.GetString(3)), stoppingToken);
        var again = 0;
        foreach (var (district, bank, secret, old) in stored.Where(one => !box.IsCurrent(one.Sealed)))
        {
            try
            {
                // Another process may do the same at this moment: both are right.
                await using var change = database.Ask(
                    "update finance.webhook_secrets set sealed = $5 where tenant_id = $1 and bank_id = $2 and secret_id = $3 and sealed = $4",
                    district, bank, secret, old, box.Seal(district, bank, box.Open(district, bank, old)));
                again += await change.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (CryptographicException closed)
            {
                Closed(log, bank, district, closed.Message);
            }
        }
        return again;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} webhook secrets were sealed again under the first key")]
    private static partial void Sealed(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all webhook secrets were sealed again under the first key; the next start goes on")]
    private static partial void Failed(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A webhook secret of {Bank} in {District} cannot be opened: {Reason}")]
    private static partial void Closed(ILogger log, string bank, string district, string reason);
}
