using System.Diagnostics;
using Marten.Schema;

namespace Marten.Events;

/// <summary>
/// The database's clock, known here without asking it each time. An inline fold may read an event's time, which therefore has to be known
/// before the event is sent; it is the server's, observed every ten seconds and carried on by this machine's monotonic clock.
/// </summary>
internal sealed class ServerClock(Database database)
{
    sealed record Observation(DateTimeOffset Server, long At);

    Observation? last;

    public async ValueTask<DateTimeOffset> NowAsync(CancellationToken token)
    {
        if (last is { } known && Stopwatch.GetElapsedTime(known.At) is var age && age < TimeSpan.FromSeconds(10)) return known.Server + age;
        await using var command = database.Source.CreateCommand("select clock_timestamp()");
        var server = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(token))!);
        last = new(server, Stopwatch.GetTimestamp());
        return server;
    }
}
