using System.Globalization;
using System.Text.Json;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Programmes;

/// <summary>A file with all that is needed to read its rules out: names, documents, confirmations.</summary>
/// <param name="Imports">The files that it refers to.</param>
/// <param name="Names">Of what other programmes define.</param>
/// <param name="Confirmable">What is, or may be, confirmed, by id; empty for a version that is not the latest.</param>
public sealed record RuleReading(
    RuleFile File, IReadOnlyList<RuleFile> Imports, RuleNames Names, IReadOnlyDictionary<string, ConfirmableRule> Confirmable)
{
    private readonly Dictionary<string, Rule> criteria = AllCriteria(File).Where(rule => rule.Id is not null).GroupBy(rule => rule.Id!).ToDictionary(group => group.Key, group => group.First());

    /// <summary>The criterion that a reference stands for; null where another file has it.</summary>
    public Rule? Find(string id) => criteria.GetValueOrDefault(id);

    /// <summary>Where a title's rules stand: on this page, else on that of the file that defines it.</summary>
    public string Address(string title) =>
        Imports.FirstOrDefault(file => (file.Credentials ?? []).SelectMany(part => part.All).Any(part => part.Id == title)) is { } other
            ? $"/programmes/{other.Id}/versions/{Urls.Part(other.Version)}#{title}" : $"#{title}";

    /// <summary>"sales of the last year at least 30,000,000 yuan"; null where nothing is compared.</summary>
    public string? Figure(Rule rule, Reader reader) => rule switch
    {
        { Metric: null } => null,
        { Bands: { } bands } => string.Join(reader["rule.separator"], bands.Select(band => Band(rule, band, reader))),
        { Operator: { } op, Value: { ValueKind: not JsonValueKind.Null } value } => Said(rule.Metric, op, value, reader),
        _ => null,
    };

    /// <summary>A comparison in words.</summary>
    public string Said(Test test, Reader reader) => Said(test.Metric, test.Operator, test.Value, reader);

    /// <summary>The document and the article; null where none is named.</summary>
    public string? Document(SourceRef? source, Reader reader)
    {
        if (source is null)
            return null;
        var found = File.Sources?.GetValueOrDefault(source.Ref);
        var title = found is null ? null : reader.Either(found.TitleZh, found.TitleEn);
        return string.Join(' ', new[] { found?.DocNo ?? source.Ref, title == found?.DocNo ? null : title, source.Article }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private string Band(Rule rule, Band band, Reader reader)
    {
        var said = Said(rule.Metric!, rule.Operator!, band.Value, reader);
        return band.When is { } when ? reader["rule.band", ("when", Said(when, reader)), ("then", said)] : reader["rule.band.else", ("then", said)];
    }

    private string Said(string metric, string op, JsonElement? value, Reader reader)
    {
        var known = File.Metrics?.GetValueOrDefault(metric);
        var name = known?.Name.In(reader) ?? (Names.Names.ContainsKey(metric) ? Names.Name(metric, reader) : reader.Word("rule.metric", metric));
        return value is { } given ? $"{name} {reader.Word("rule.operator", op)} {Value(given, known?.Unit, reader)}" : $"{name} {reader.Word("rule.operator", op)}";
    }

    private string Value(JsonElement value, string? unit, Reader reader) => value.ValueKind switch
    {
        JsonValueKind.Number => Number(value.GetDecimal(), unit, reader),
        JsonValueKind.True => reader["yes"],
        JsonValueKind.False => reader["no"],
        JsonValueKind.Array => string.Join(unit is null or "code" ? reader["list.separator"] : "–", value.EnumerateArray().Select(one => Value(one, unit, reader))),
        JsonValueKind.String => Word(value.GetString()!, reader),
        _ => value.GetRawText(),
    };

    private string Word(string text, Reader reader) => text == "jurisdiction" ? reader["rule.jurisdiction"] : Names.Name(text, reader);

    private static string Number(decimal value, string? unit, Reader reader) => unit switch
    {
        "code" or "order" => value.ToString(CultureInfo.InvariantCulture),
        "USD" => $"USD {reader.Number(value)}",
        _ => reader.Quantity(value, unit),
    };

    private static IEnumerable<Rule> AllCriteria(RuleFile file) =>
        (file.Stages ?? []).Concat(file.Credentials ?? []).Concat((file.SideLadders ?? []).SelectMany(ladder => ladder.Tiers)).Concat(file.Instruments ?? [])
            .SelectMany(part => part.All).SelectMany(part => (part.Criteria?.Items ?? []).Concat(part.Entry?.Criteria?.Items ?? [])).SelectMany(WithParts);

    private static IEnumerable<Rule> WithParts(Rule rule) => (rule.Items ?? []).SelectMany(WithParts).Prepend(rule);
}
