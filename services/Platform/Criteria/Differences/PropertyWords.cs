namespace Cultivation.Criteria;

/// <summary>Names of properties and values as people say them; one without a word here is shown as the file writes it.</summary>
internal static class PropertyWords
{
    private static readonly FrozenDictionary<string, Text> Names = new Dictionary<string, Text>
    {
        ["certainty"] = new("确定程度", "certainty"),
        ["figureCertainty"] = new("数值的确定程度", "certainty of the figure"),
        ["assumption"] = new("暂定", "assumed"),
        ["confirmBeforeUse"] = new("使用前须确认", "to be confirmed before use"),
        ["text"] = new("表述", "the text"),
        ["term"] = new("用语", "the term"),
        ["name"] = new("名称", "the name"),
        ["note"] = new("说明", "the note"),
        ["basis"] = new("依据", "the basis"),
        ["order"] = new("序号", "the order"),
        ["source.ref"] = new("来源文件", "the source"),
        ["source.article"] = new("来源条款", "the article"),
        ["evaluation"] = new("判断方式", "who answers"),
        ["appliesWhen"] = new("适用情形", "where it applies"),
        ["criteria.logic"] = new("组合方式", "how conditions combine"),
        ["logic"] = new("组合方式", "how conditions combine"),
        ["evidence"] = new("材料", "the papers"),
        ["years"] = new("年数", "years"),
        ["months"] = new("月数", "months"),
        ["times"] = new("次数", "times"),
        ["value"] = new("数值", "the figure"),
        ["unit"] = new("单位", "the unit"),
        ["owner"] = new("责任方", "who is bound"),
        ["decidedBy"] = new("决定机构", "who decides"),
        ["recommendedBy"] = new("推荐机构", "who recommends"),
        ["trigger"] = new("触发事由", "the trigger"),
        ["toStage"] = new("转入阶段", "the stage that follows"),
        ["effective"] = new("生效日规则", "the day it takes effect"),
        ["retroactive"] = new("追溯", "retroactive"),
        ["effectiveFrom"] = new("施行日", "the first day"),
        ["effectiveTo"] = new("失效日", "the last day"),
        ["effective.from"] = new("施行日", "the first day"),
        ["effective.to"] = new("失效日", "the last day"),
        ["docNo"] = new("文号", "the document number"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Text> Certainties = new Dictionary<string, Text>
    {
        ["documented"] = new("有据", "documented"),
        ["secondary"] = new("转引", "secondary"),
        ["recalled"] = new("凭记忆", "recalled"),
        ["assumption"] = new("暂定", "assumption"),
    }.ToFrozenDictionary();

    public static readonly Text No = new("否", "no");

    public static Text Name(string property) => Names.GetValueOrDefault(property) ?? new(property, property);

    public static Text Value(string property, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => new("是", "yes"),
        JsonValueKind.False => No,
        JsonValueKind.String when property is "certainty" or "figureCertainty" && Certainties.TryGetValue(value.GetString()!, out var word) => word,
        JsonValueKind.String when DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out _) => new(value.GetString()!, value.GetString()!),
        JsonValueKind.String => new($"“{value.GetString()}”", $"“{value.GetString()}”"),
        JsonValueKind.Object when value.TryGetProperty("zh", out var zh) && value.TryGetProperty("en", out var en) => new($"“{zh.GetString()}”", $"“{en.GetString()}”"),
        JsonValueKind.Array => List(value),
        _ => new(value.GetRawText(), value.GetRawText()),
    };

    private static Text List(JsonElement list)
    {
        var items = list.EnumerateArray().Select(item => item.ValueKind switch
        {
            JsonValueKind.String => item.GetString()!,
            JsonValueKind.Object when item.TryGetProperty("zh", out var zh) => zh.GetString()!,
            _ => item.GetRawText(),
        }).ToList();
        return new($"“{string.Join("、", items)}”", $"“{string.Join(", ", items)}”");
    }
}
