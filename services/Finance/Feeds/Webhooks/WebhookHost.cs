using Npgsql;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Runs a <see cref="WebhookDelivery"/> for every bank that has a webhook. Of many processes one does, by an advisory lock on a connection of its own:
/// saving by compare-and-set would keep two from losing an entry, but not from sending a firm's entries out of order. The lock falls with the process.
/// </summary>
internal sealed partial class WebhookHost : BackgroundService
{
    private const long Lock = 0x776562686f6f6b; // any number that only this takes
    private const int Patience = 3; // seconds: whoever hears nothing of the lock for so long stops sending
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly NpgsqlDataSource database;
    private readonly TimeProvider time;
    private readonly ILogger<WebhookHost> log;
    private readonly FeedReaders readers;

    /// <param name="secrets">Asked for here, so that a service without its key does not start.</param>
    public WebhookHost(
        NpgsqlDataSource database, WebhookTable table, SecretBox secrets, IServiceProvider services, TimeProvider time, ILogger<WebhookHost> log)
    {
        (this.database, this.time, this.log) = (database, time, log);
        readers = new(
            table.All, (district, bank, stopping) => ActivatorUtilities.CreateInstance<WebhookDelivery>(services, district, bank, secrets).Run(stopping),
            time, log);
    }

    /// <summary>A bank has its first address.</summary>
    public void Wake() => readers.Wake();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Lead(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, failure);
            }
            await Task.WhenAny(Task.Delay(Poll, time, stoppingToken));
        }
    }

    /// <summary>Returns at once where another process leads; throws when the lock's connection is lost.</summary>
    private async Task Lead(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        // The server notices within seconds that the machine of whoever leads is gone.
        if (!await Ask(
            connection,
            $"""
            select pg_try_advisory_lock({Lock}) from (select set_config('tcp_keepalives_idle', '2', false),
                set_config('tcp_keepalives_interval', '1', false), set_config('tcp_keepalives_count', '2', false)) as probing
            """, stopping))
            return;
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var reading = readers.Run(leading.Token);
        try
        {
            while (true)
            {
                await Task.Delay(Poll, time, stopping);
                await Ask(connection, "select true", stopping);
            }
        }
        finally
        {
            await leading.CancelAsync();
            await reading;
            // The connection goes back to the pool, and would keep the lock.
            await Ask(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private static async Task<bool> Ask(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Patience };
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks are not served for a moment")]
    private static partial void Failed(ILogger log, Exception failure);
}
