using System.Globalization;
using System.Text.Json;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Finance.Witness;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds;

/// <summary>The member <c>data</c> of an entry as banks read it: what it says of a firm, of the district's log, or of the bank's webhook.</summary>
internal static class BankEventData
{
    private const string NoticeZh = "此资格仅说明企业在该日符合产品条件，不是信用评价。";
    private const string NoticeEn = "Eligibility says that the firm meets the product's criteria on that day. It is not a credit opinion.";

    /// <summary>Writes the members of one object.</summary>
    public static void Write(Utf8JsonWriter json, string district, string bankId, Cursor at, FeedEntry entry)
    {
        if (entry.Checkpoint is { } checkpoint)
            WriteCheckpoint(json, district, checkpoint);
        else if (entry.Stop is { } stop)
            WriteStop(json, district, bankId, at, stop);
        else
            WriteFirm(json, district, entry);
    }

    private static void WriteFirm(Utf8JsonWriter json, string district, FeedEntry entry)
    {
        json.WriteString("creditCode", entry.CreditCode);
        json.WriteString("legalName", entry.LegalName);
        if (entry.Product is { } product)
        {
            json.WriteStartObject("product");
            json.WriteString("code", product.Code);
            json.WriteString("nameZh", product.NameZh);
            json.WriteString("nameEn", product.NameEn);
            json.WriteEndObject();
        }
        json.WriteString("district", district);
        if (entry.Product is not null)
            json.WriteBoolean("eligible", entry.Eligible);
        json.WriteString("effectiveOn", Day(entry.EffectiveOn));
        json.WriteString("recordedAt", Instant(entry.RecordedAt));
        if (entry.Basis is { } basis)
            WriteBasis(json, basis);
        if (entry.Criteria is { } criteria)
            WriteCriteria(json, criteria);
        if (entry.Supersedes is { } superseded)
            json.WriteNumber("supersedes", superseded);
        if (entry.ExpiresOn is { } end)
            json.WriteString("expiresOn", Day(end));
        if (entry.WithinDays is { } days)
            json.WriteNumber("withinDays", days);
        if (entry.Ends is { } ended)
        {
            json.WriteStartArray("ends");
            foreach (var position in ended)
                json.WriteNumberValue(position);
            json.WriteEndArray();
        }
        if (entry.Loans is { Length: > 0 } loans)
        {
            json.WriteStartArray("loans");
            foreach (var number in loans)
                json.WriteStringValue(number);
            json.WriteEndArray();
        }
        if (entry.Salt is not null)
            json.WriteString("salt", entry.Salt);
        if (entry.Product is not null)
        {
            json.WriteStartObject("notice");
            json.WriteString("zh", NoticeZh);
            json.WriteString("en", NoticeEn);
            json.WriteEndObject();
        }
    }

    private static void WriteCheckpoint(Utf8JsonWriter json, string district, Checkpoint checkpoint)
    {
        json.WriteString("district", district);
        json.WriteNumber("size", checkpoint.Size);
        json.WriteString("root", checkpoint.Root);
        json.WriteString("time", checkpoint.Time);
        json.WriteString("previous", checkpoint.Previous);
        json.WriteString("keyId", checkpoint.KeyId);
        json.WriteString("signature", checkpoint.Signature);
    }

    private static void WriteStop(Utf8JsonWriter json, string district, string bankId, Cursor at, StopNotice stop)
    {
        json.WriteString("district", district);
        json.WriteString("state", stop.State == WebhookState.Paused ? "paused" : "disabled");
        json.WriteString("reason", stop.Reason);
        json.WriteString("stoppedAt", Instant(stop.StoppedAt));
        json.WriteString("delivered", (at with { Position = stop.Delivered }).ToString());
        json.WriteString("enabling", $"POST /v1/banks/{bankId}/webhook/enabling");
    }

    private static void WriteBasis(Utf8JsonWriter json, Basis basis)
    {
        json.WriteStartObject("basis");
        json.WriteString("kind", basis.Kind);
        json.WriteString("ref", basis.Ref);
        if (basis.StageId is not null)
            json.WriteString("stageId", basis.StageId);
        if (basis.Credential is not null)
            json.WriteString("credential", basis.Credential);
        if (basis.CertificateNo is not null)
            json.WriteString("certificateNo", basis.CertificateNo);
        if (basis.Reason is not null)
            json.WriteString("reason", basis.Reason);
        json.WriteEndObject();
    }

    private static void WriteCriteria(Utf8JsonWriter json, MetCriterion[] criteria)
    {
        json.WriteStartArray("criteria");
        foreach (var met in criteria)
        {
            json.WriteStartObject();
            json.WriteString("id", met.Id);
            json.WriteString("textZh", met.TextZh);
            json.WriteString("textEn", met.TextEn);
            if (met.Value is { } value)
                json.WriteNumber("value", value);
            if (met.Content is not null)
                json.WriteString("content", met.Content);
            if (met.Unit is not null)
                json.WriteString("unit", met.Unit);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Times are told in Shanghai, where they are read.</summary>
    public static string Instant(DateTimeOffset instant) => instant.ToOffset(Clock.Offset).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
