using System.Text.Json;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Groups;
using Dapper;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Discovery;

/// <summary>
/// Computes distances again for firms that changed, some hundred at a time, in one transaction with their history and the note that it was due. Any number of
/// processes may do it at once; what a crash interrupts is due again.
/// </summary>
internal sealed partial class StandingWorker(NpgsqlDataSource database, IDocumentStore store, Shelf shelf, TimeProvider time, ILogger<StandingWorker> log)
    : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Districts with firms that are or will be due, by jumps through the index: a long list of one district is never read to find the others.</summary>
    private const string Districts = $"""
        with recursive t as (
            (select tenant_id from {Database.Lists}.standing_due where failure is null order by tenant_id limit 1)
            union all
            select (select d.tenant_id from {Database.Lists}.standing_due d where d.failure is null and d.tenant_id > t.tenant_id order by d.tenant_id limit 1)
            from t where t.tenant_id is not null)
        select tenant_id from t where tenant_id is not null
        """;

    private const string Take = $"""
        delete from {Database.Lists}.standing_due d using (
            select tenant_id, firm_id from {Database.Lists}.standing_due where tenant_id = @tenant and failure is null and ready <= now() order by ready limit @most for update skip locked) as t
        where d.tenant_id = t.tenant_id and d.firm_id = t.firm_id returning d.firm_id
        """;

    private const string Replace = $"""
        delete from {Database.Lists}.standings where tenant_id = @tenant and firm_id = any(@firms);
        insert into {Database.Lists}.standings (tenant_id, firm_id, stage_id, result, missing, open, lacks, rule, as_of)
        select @tenant, r.firm_id, r.stage_id, r.result, r.missing, r.open, r.lacks::jsonb, r.rule, @today
        from unnest(@ids, @stages, @results, @missing, @open, @lacks, @rules) as r (firm_id, stage_id, result, missing, open, lacks, rule)
        """;

    private const string Same = $"""
        exists (
            select from {Database.Lists}.standings n
            where (n.tenant_id, n.firm_id, n.stage_id, n.result, n.missing, n.open, n.lacks, n.rule)
                = (s.tenant_id, s.firm_id, s.stage_id, s.result, s.missing, s.open, s.lacks, s.rule))
        """;

    /// <summary>What was known goes on where it is the same. What began today is forgotten where it is not: a day leaves its last word.</summary>
    private const string Remember = $"""
        delete from {Database.Lists}.standing_spans s
        where s.tenant_id = @tenant and s.firm_id = any(@firms) and s.known_to is null and s.known_from >= @today and not {Same};
        update {Database.Lists}.standing_spans s set known_to = @today
        where s.tenant_id = @tenant and s.firm_id = any(@firms) and s.known_to is null and not {Same};
        insert into {Database.Lists}.standing_spans (tenant_id, firm_id, stage_id, result, missing, open, lacks, rule, known_from)
        select n.tenant_id, n.firm_id, n.stage_id, n.result, n.missing, n.open, n.lacks, n.rule, @today from {Database.Lists}.standings n
        where n.tenant_id = @tenant and n.firm_id = any(@firms) and not exists (
            select from {Database.Lists}.standing_spans s
            where (s.tenant_id, s.firm_id, s.stage_id) = (n.tenant_id, n.firm_id, n.stage_id) and s.known_to is null)
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Idle;
            try
            {
                foreach (var tenant in await DueIn(stoppingToken))
                {
                    if (await Some(tenant, stoppingToken) == AtOnce)
                        wait = TimeSpan.Zero;
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, failure);
                wait = AfterFailure;
            }
            await Task.WhenAny(Task.Delay(wait, time, stoppingToken));
        }
    }

    private async Task<IEnumerable<string>> DueIn(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<string>(new CommandDefinition(Districts, cancellationToken: cancellation));
    }

    /// <returns>How many firms of the district were due and are done.</returns>
    private async Task<int> Some(string tenant, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var due = (await connection.QueryAsync<string>(
            new CommandDefinition(Take, new { tenant, most = AtOnce }, transaction, cancellationToken: cancellation))).ToArray();
        if (due.Length > 0)
            await Write(connection, transaction, tenant, due, cancellation);
        await transaction.CommitAsync(cancellation);
        return due.Length;
    }

    private async Task Write(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant, string[] firms, CancellationToken cancellation)
    {
        var today = time.Today();
        var books = (await shelf.Look(tenant, cancellation)).InForce(today);
        await using var session = store.QuerySession(tenant);
        List<(string Firm, Standing At)> rows = [];
        foreach (var firm in await session.LoadManyAsync<Firm>(cancellation, [.. firms.Select(Firm.Key)]))
        {
            try
            {
                var group = await GroupOf.Read(session, firm, today, cancellation);
                rows.AddRange(Standing.Of(firm, group, books, today).ToList().Select(at => (Firm.IdOf(firm.Id), at)));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                OneFailed(log, firm.Id, tenant, failure);
                await connection.ExecuteAsync(new CommandDefinition(
                    $"insert into {Database.Lists}.standing_due (tenant_id, firm_id, failure) values (@tenant, @firm, @reason) on conflict (tenant_id, firm_id) do update set failure = excluded.failure",
                    new { tenant, firm = Firm.IdOf(firm.Id), reason = failure.Message }, transaction, cancellationToken: cancellation));
            }
        }
        await connection.ExecuteAsync(new CommandDefinition(
            Replace,
            new
            {
                tenant, firms, today, ids = rows.Select(r => r.Firm).ToArray(), stages = rows.Select(r => r.At.StageId).ToArray(),
                results = rows.Select(r => r.At.Result.Word()).ToArray(),
                missing = rows.Select(r => r.At.Missing).ToArray(), open = rows.Select(r => r.At.Open).ToArray(),
                lacks = rows.Select(r => JsonSerializer.Serialize(r.At.Lacks, Json.Web)).ToArray(), rules = rows.Select(r => r.At.Rule).ToArray(),
            },
            transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(Remember, new { tenant, firms, today }, transaction, cancellationToken: cancellation));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Distances could not be computed; tried again")]
    private static partial void Failed(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The distances of {Firm} in {Tenant} could not be computed; it waits for its next change")]
    private static partial void OneFailed(ILogger log, string firm, string tenant, Exception failure);
}
