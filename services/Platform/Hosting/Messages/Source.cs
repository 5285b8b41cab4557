using System.Text.Json;
using Cultivation.Contracts;
using JasperFx.Events;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>This service as a source of changes: turns events of its log into changes, and knows its epoch.</summary>
internal sealed class Source(string name, Messages messages, NpgsqlDataSource database)
{
    private readonly Dictionary<string, Published> byStoredName =
        messages.ByEvent.Values.ToDictionary(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Event.Name), StringComparer.Ordinal);
    private int epoch;

    public string Name => name;

    public Messages Messages => messages;

    /// <summary>Stored names of the published types.</summary>
    public string[] StoredTypes => [.. byStoredName.Keys];

    public async ValueTask<int> Epoch(CancellationToken cancellation)
    {
        if (epoch == 0)
        {
            await using var read = database.CreateCommand("select value from hosting.epoch");
            epoch = (int)(await read.ExecuteScalarAsync(cancellation))!;
        }
        return epoch;
    }

    /// <summary>The published event as a change, and the record that it carries.</summary>
    public (Change Change, object Contract) Change(IEvent happened, int inEpoch, long previous)
    {
        var contract = messages.ByEvent[happened.EventType].Contract(happened.Data, happened.StreamKey!);
        var trace = happened.Headers is { } headers && headers.TryGetValue(SessionMarks.TraceParent, out var value) ? value?.ToString() : null;
        return (new Change(
            name, inEpoch, happened.Sequence, previous, happened.TenantId, happened.StreamKey!, Catalogue.Of(contract.GetType()).Name,
            happened.Timestamp, trace, MessageJson.Write(contract)), contract);
    }

    /// <summary>The published event in a row of the log as a change.</summary>
    public Change Change(LogRow row, int inEpoch, long previous)
    {
        var kind = byStoredName[row.Type];
        var contract = kind.Contract(JsonSerializer.Deserialize(row.Data, kind.Event, MessageJson.Options)!, row.StreamKey);
        return new Change(
            name, inEpoch, row.Position, previous, row.Tenant, row.StreamKey, Catalogue.Of(contract.GetType()).Name, row.Time, row.TraceParent,
            MessageJson.Write(contract));
    }
}
