using System.Diagnostics;
using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>
/// A page of entries that somebody asked for. Where it is the bank itself they are handed over by it, and kept in the delivery log once the answer was
/// written to its end, so that the bank does not wait for the log; an answer that broke off is none.
/// </summary>
/// <param name="kind">A word of <see cref="Attempt"/>.</param>
internal sealed partial class Pulled(string district, string bank, IReadOnlyList<HandOver> entries, string kind, byte[] body) : IResult
{
    // One row for what was told and, where consents ended meanwhile, one for what was withheld: each has its own outcome, and only the first a trace.
    private const string Log =
        """
        insert into finance.delivery_attempts (tenant_id, bank_id, at, channel, kind, position, outcome, took_ms, number, trace_id, positions)
        select $1, $2, $3, $4, $5, lower(a.positions), a.outcome, $6, 1, $7, a.positions
        from unnest($8, $9::int8multirange[]) as a (outcome, positions)
        """;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var time = services.GetRequiredService<TimeProvider>();
        var (began, start) = (time.GetUtcNow(), time.GetTimestamp());
        await Results.Bytes(body, "application/json; charset=utf-8").ExecuteAsync(httpContext);
        await httpContext.Response.CompleteAsync();
        if (entries.Count == 0 || !Person.Of(httpContext.User).Is(Roles.Bank) || httpContext.RequestAborted.IsCancellationRequested)
            return;
        foreach (var entry in entries)
            FinanceTelemetry.HandedOver(district, bank, Channels.Pull, entry.Withheld);
        try
        {
            await Keep(services.GetRequiredService<NpgsqlDataSource>(), began, time.GetElapsedTime(start));
        }
        catch (NpgsqlException failure)
        {
            NotKept(services.GetRequiredService<ILogger<Pulled>>(), bank, district, entries[0].Position, entries[^1].Position, failure);
        }
    }

    private async Task Keep(NpgsqlDataSource database, DateTimeOffset began, TimeSpan took)
    {
        var outcomes = entries.GroupBy(entry => entry.Withheld ? Attempt.Withheld : Attempt.Delivered, entry => entry.Position).ToList();
        await using var insert = database.Ask(
            Log, district, bank, began.UtcDateTime, Channels.Pull, kind, (int)took.TotalMilliseconds, (object?)Activity.Current?.TraceId.ToHexString() ?? DBNull.Value,
            outcomes.Select(one => one.Key).ToArray(), outcomes.Select(Ranges).ToArray());
        await insert.ExecuteNonQueryAsync();
    }

    /// <summary>Positions as PostgreSQL reads a multirange; it joins those that follow each other.</summary>
    private static string Ranges(IEnumerable<long> positions) => $"{{{string.Join(',', positions.Select(position => FormattableString.Invariant($"[{position},{position}]")))}}}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "A pull of {Bank} in {District} is not in the delivery log: positions {First} to {Last}")]
    private static partial void NotKept(ILogger log, string bank, string district, long first, long last, Exception failure);
}
