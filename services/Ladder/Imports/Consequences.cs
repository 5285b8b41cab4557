using System.Text.Json;
using Cultivation.Contracts;

namespace Cultivation.Ladder.Imports;

/// <summary>What a list would lead to, counted over its rows.</summary>
/// <param name="Events">By their stored names.</param>
/// <param name="Messages">Those of them that other services are told.</param>
public sealed record Consequences(Counted[] Events, CountedMessage[] Messages)
{
    /// <summary>
    /// What this means for banks: Finance judges each message by its products, and a bank hears of a firm only while the firm's consent and the
    /// bank's agreement hold.
    /// </summary>
    public string NoticeZh { get; } = "这些消息发往资金服务。按现行企业授权和银行协议,哪家银行将得知哪家企业的什么情况,由资金服务逐条预告:GET /api/finance/v1/imports/{id}/forecast。";

    /// <summary>The same in English.</summary>
    public string NoticeEn { get; } =
        "These messages go to Finance. What each bank would be told of each firm, by the consents and agreements of now, is foretold by GET /api/finance/v1/imports/{id}/forecast.";

    internal static Consequences Of(IReadOnlyCollection<PlannedRow> rows) => new(
        [.. rows.SelectMany(r => r.Events).CountBy(e => e).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new Counted(e.Key, e.Value))],
        [.. rows.SelectMany(r => r.Messages).CountBy(m => m).OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => new CountedMessage(m.Key, Catalogue.Named(m.Key)?.Consumers ?? [], m.Value))]);

    /// <summary>What is published of an event.</summary>
    internal static Messages Published { get; } = Declared();

    /// <summary>The row with what it would lead to.</summary>
    internal static PlannedRow On(PlannedRow row, IReadOnlyList<object> happened) => row with
    {
        Events = [.. happened.Select(e => JsonNamingPolicy.SnakeCaseLower.ConvertName(e.GetType().Name))],
        Messages = [.. happened.Select(e => Published.Contract(e, Firms.Firm.Key(row.FirmId))).OfType<object>().Select(m => Catalogue.Of(m.GetType()).Name)],
    };

    private static Messages Declared()
    {
        var messages = new Messages();
        Publications.Declare(messages);
        return messages;
    }
}

public sealed record Counted(string Type, int Count);

/// <param name="Type">CloudEvents type of the contract.</param>
/// <param name="Consumers">The services that read it.</param>
public sealed record CountedMessage(string Type, IReadOnlyList<string> Consumers, int Count);
