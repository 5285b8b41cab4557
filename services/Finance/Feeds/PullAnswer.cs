using System.Text.Json;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds;

/// <summary>Hands entries over by pull.</summary>
internal static class PullAnswer
{
    /// <summary>Writes the member <c>entries</c>: each as it is handed over.</summary>
    /// <param name="replay">The bank asked for a range again: they are marked.</param>
    public static void WriteEntries(Utf8JsonWriter json, string district, string bankId, Cursor start, IReadOnlyList<HandOver> entries, bool replay = false)
    {
        json.WriteStartArray("entries");
        foreach (var entry in entries)
            BankEvent.Write(json, district, bankId, start with { Position = entry.Position }, entry, entry.Entry.TraceParent, replay);
        json.WriteEndArray();
    }

    /// <summary>An answer with entries.</summary>
    /// <param name="kind">A word of <see cref="Attempt"/>.</param>
    /// <param name="write">Writes the members of one object.</param>
    public static IResult Of(string district, string bankId, IReadOnlyList<HandOver> entries, string kind, Action<Utf8JsonWriter> write) =>
        new Pulled(district, bankId, entries, kind, BankEvent.Bytes(json =>
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }));
}
