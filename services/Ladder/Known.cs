using System.Text.Json;
using Dapper;
using JasperFx.Events;
using Npgsql;

namespace Cultivation.Ladder;

/// <summary>What an event says of its recording.</summary>
internal static class Known
{
    private static readonly JsonSerializerOptions Stored = AsStored();

    /// <summary>The day on which what a command records became known: today, or earlier where history is recorded.</summary>
    public static DateOnly KnownDay(this CommandContext context) => context.KnownSince?.On ?? context.Today;

    /// <summary>
    /// States of some streams by the events that were known, in the order of their keys, read in one statement. What follows an event is never known before it.
    /// </summary>
    /// <param name="types">Those that the fold reads, each stored as it is written today.</param>
    public static async Task<List<T>> Read<T>(
        NpgsqlDataSource database, string tenant, IEnumerable<string> keys, TwoTimes asked, IEnumerable<Type> types, Func<T, object, T> fold, CancellationToken cancellation)
        where T : new()
    {
        var named = types.ToDictionary(type => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name));
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var events = await connection.QueryAsync<(string Stream, string Type, string? Data)>(new CommandDefinition(
            $"""
            select e.stream_id, e.type, case when {TwoTimes.KnowsEvent("e")} then e.data::text end
            from unnest(@keys) with ordinality as k (key, place) join {Database.Events}.mt_events e on e.tenant_id = @tenant and e.stream_id = k.key
            where e.type = any(@names) order by k.place, e.version
            """,
            new { tenant, keys = keys.ToArray(), names = named.Keys.ToArray(), asked.KnownOn, asked.Cut }, cancellationToken: cancellation));
        return [.. events.GroupBy(e => e.Stream).Select(stream => stream.TakeWhile(e => e.Data is not null)
            .Aggregate(new T(), (state, e) => fold(state, JsonSerializer.Deserialize(e.Data!, named[e.Type], Stored)!)))];
    }

    private static JsonSerializerOptions AsStored()
    {
        var options = new JsonSerializerOptions();
        Json.Stored(options);
        return options;
    }
}

/// <summary>When something became known.</summary>
/// <param name="On">The day in Shanghai by the clock of who recorded it, or the day that the mark of imported history names.</param>
/// <param name="Position">Its place in the log; null for imported history, whose day is the mark's.</param>
internal readonly record struct KnownAt(DateOnly On, long? Position = null)
{
    /// <summary>The position as a parameter of a queued command, which is never null: 0 for none, <c>nullif(?, 0)</c> in its SQL.</summary>
    public long Place => Position ?? 0;

    public static KnownAt Of(IEvent happened) =>
        KnownSince.Of(happened) is { } mark ? new(mark.On) : new(Clock.Day(happened.Timestamp), happened.Sequence);

    /// <summary>SQL that ends what is known in a row of a table like <c>stage_spans</c>, as <see cref="NotBefore"/> has it. Its parameters are the day and the position, 0 for none.</summary>
    public const string EndsRow = """
        set known_to = greatest(known_from, n.on_day), known_until = coalesce(n.place, case when known_from >= n.on_day then known_at end)
        from (select ?::date as on_day, nullif(?::bigint, 0) as place) n
        """;

    /// <summary>What changes something is never known earlier than that.</summary>
    public KnownAt NotBefore(KnownAt earlier) => new(earlier.On > On ? earlier.On : On, Position ?? (earlier.On >= On ? earlier.Position : null));
}
