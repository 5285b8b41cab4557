using System.Text.Encodings.Web;
using System.Text.Json;
using Cultivation.Finance.Banks;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Witness;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds;

/// <summary>
/// An entry as banks read it: CloudEvents 1.0 in structured JSON. Members stand in one order and nothing depends on the reader, so
/// the same entry has the same bytes on every channel, but for the trace context of its delivery.
/// </summary>
internal static class BankEvent
{
    /// <summary>Content type of a delivered entry.</summary>
    public const string ContentType = "application/cloudevents+json";

    /// <summary>CloudEvents <c>type</c> of an event that says nothing.</summary>
    public const string TestType = "cn.cultivation.test.v1";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Id of an entry, the same on every channel and in every repeat.</summary>
    public static string Id(Cursor at) => at.ToString();

    /// <summary>Writes an entry as it may be told now: itself, or what stands in its place.</summary>
    /// <param name="traceParent">Trace context of this delivery.</param>
    /// <param name="replay">The bank asked for it again: marked by one more member, <c>"replay":true</c>, and otherwise the same bytes.</param>
    public static void Write(Utf8JsonWriter json, string district, string bankId, Cursor at, HandOver entry, string? traceParent, bool replay = false)
    {
        if (entry.Withheld)
            WriteWithheld(json, at, replay);
        else
            Write(json, district, bankId, at, entry.Entry, traceParent, replay);
    }

    /// <summary>Writes an entry.</summary>
    public static void Write(Utf8JsonWriter json, string district, string bankId, Cursor at, FeedEntry entry, string? traceParent, bool replay = false)
    {
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", Id(at));
        json.WriteString("source", $"/districts/{district}/feeds/{bankId}");
        json.WriteString("type", Type(entry.Kind));
        json.WriteString("subject", entry.Checkpoint is not null ? Witnessed.Key(district) : entry.Stop is not null ? Bank.Key(bankId) : entry.CreditCode);
        json.WriteString("time", BankEventData.Instant(entry.RecordedAt));
        json.WriteString("datacontenttype", "application/json");
        json.WriteNumber("position", at.Position);
        if (entry.Book is { } book)
        {
            json.WriteNumber("bookrows", book.Rows);
            json.WriteString("bookdigest", book.Sum);
        }
        if (traceParent is not null)
            json.WriteString("traceparent", traceParent);
        if (replay)
            json.WriteBoolean("replay", true);
        json.WriteStartObject("data");
        BankEventData.Write(json, district, bankId, at, entry);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What stands in an entry's place once the firm's consent has ended: the position, and nothing about the firm.</summary>
    public static void WriteWithheld(Utf8JsonWriter json, Cursor at, bool replay = false)
    {
        json.WriteStartObject();
        json.WriteNumber("position", at.Position);
        json.WriteBoolean("withheld", true);
        if (replay)
            json.WriteBoolean("replay", true);
        json.WriteEndObject();
    }

    /// <summary>Writes an event that says nothing, by which a bank tries its receiver.</summary>
    public static void WriteTest(Utf8JsonWriter json, string district, string bankId, string id, DateTimeOffset now, string? traceParent)
    {
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", id);
        json.WriteString("source", $"/districts/{district}/feeds/{bankId}");
        json.WriteString("type", TestType);
        json.WriteString("time", BankEventData.Instant(now));
        json.WriteString("datacontenttype", "application/json");
        if (traceParent is not null)
            json.WriteString("traceparent", traceParent);
        json.WriteStartObject("data");
        json.WriteString("district", district);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The bytes of what <paramref name="write"/> writes.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
            write(json);
        return buffer.ToArray();
    }

    /// <summary>CloudEvents <c>type</c> of a kind of entry.</summary>
    public static string Type(DisclosureKind kind) => kind switch
    {
        DisclosureKind.Granted => "cn.cultivation.eligibility.granted.v1",
        DisclosureKind.Withdrawn => "cn.cultivation.eligibility.withdrawn.v1",
        DisclosureKind.Corrected => "cn.cultivation.eligibility.corrected.v1",
        DisclosureKind.ConsentEnded => "cn.cultivation.consent.ended.v1",
        DisclosureKind.Checkpoint => "cn.cultivation.ledger.checkpoint.v1",
        DisclosureKind.Changed => "cn.cultivation.eligibility.changed.v1",
        DisclosureKind.Expiring => "cn.cultivation.eligibility.expiring.v1",
        DisclosureKind.CoverageEnded => "cn.cultivation.eligibility.coverage-ended.v1",
        DisclosureKind.WebhookStopped => "cn.cultivation.webhook.stopped.v1",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
    };
}
