using System.Collections.Concurrent;

namespace Marten.Events;

/// <summary>The texts that read a stream's events in order, made once.</summary>
internal sealed class StreamSql(string schema)
{
    /// <summary>What a fold of payloads reads.</summary>
    const string Payload = "version, type, data";

    readonly ConcurrentDictionary<Shape, string> texts = new();

    public string For(Shape shape) => texts.TryGetValue(shape, out var text) ? text : texts.GetOrAdd(shape, Write);

    string Write(Shape shape)
    {
        var sql = $"select {(shape.Whole ? StoredEvent.Columns : Payload)} from {schema}.mt_events "
            + "where tenant_id = $1 and stream_id = $2 and not coalesce(is_archived, false)";
        var parameters = 2;
        if (shape.From) sql += $" and version >= ${++parameters}";
        if (shape.To) sql += $" and version <= ${++parameters}";
        if (shape.Until) sql += $" and timestamp <= ${++parameters}";
        return sql + " order by version";
    }

    /// <param name="Whole">All columns of an event.</param>
    /// <param name="From">Bounded below by a version; <paramref name="To"/> above, <paramref name="Until"/> by time.</param>
    public readonly record struct Shape(bool Whole, bool From, bool To, bool Until);
}
