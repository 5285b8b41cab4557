namespace Cultivation.Criteria;

/// <summary>Why there is no plain yes or no, in words.</summary>
internal static class Reasons
{
    public static readonly Text NoCompany = new("尚未设立企业", "no company has been founded yet");
    public static readonly Text NoDivision = new("未登记注册地", "the division of registration is not recorded");
    public static readonly Text NoFiscalYear = new("申报年度之前没有会计年度", "there is no fiscal year before the year of filing");
    public static readonly Text GroupScope = new("合并口径数据不能用于单个法人", "it is a consolidated figure, and the condition is for one legal person");
    public static readonly Text OutOfRange = new("数值超出合理范围", "the value is out of any sensible range");
    public static readonly Text AskPerson = new("须由人工或外部机构判断", "a person or an outside authority must answer");
    public static readonly Text OneYearOnly = new("仅有一个会计年度,无法计算增长率", "there is one fiscal year only, so growth is not defined");
    public static readonly Text NoBand = new("没有适用的档次", "no band of the rule fits");

    public static Text NoDenominator(FactDefinition definition) => new(
        $"分母({definition.Name.Zh})为零或负数,比例无意义", $"the denominator ({definition.Name.En}) is zero or below, so there is no ratio");

    public static Text NoBase(FactDefinition definition) => new(
        $"基期{definition.Name.Zh}为零或负数,增长率无意义", $"{definition.Name.En} of a base year is zero or below, so growth is not defined");

    public static Text NoConditions(string credential) => new($"没有{credential}的条件", $"the conditions of {credential} are not at hand");

    public static Text NoFact(FactDefinition definition, int year, Text? unusable) => unusable is null
        ? new($"缺少{year}年度{definition.Name.Zh}", $"{definition.Name.En} of {year} is not recorded")
        : new($"{year}年度{definition.Name.Zh}不可用:{unusable.Zh}", $"{definition.Name.En} of {year} cannot be used: {unusable.En}");

    public static Text OtherDefinition(Fact fact, FactDefinition definition) => new(
        $"口径为{fact.DefinitionId},要求{definition.Id}", $"it is by {fact.DefinitionId}, and {definition.Id} is asked for");

    public static Text OtherUnit(Fact fact, FactDefinition definition) => new(
        $"单位为{fact.Unit},要求{definition.Unit}", $"it is in {fact.Unit}, and {definition.Unit} is asked for");

    public static Text All(IEnumerable<Text> reasons)
    {
        var all = reasons.ToList();
        return new(string.Join(";", all.Select(reason => reason.Zh)), string.Join("; ", all.Select(reason => reason.En)));
    }

    public static Text Of(Result result) => result switch
    {
        Result.Met => new("符合", "met"),
        Result.Unmet => new("不符合", "unmet"),
        Result.Unknown => new("数据不足", "unknown"),
        Result.NeedsPerson => new("待人工判断", "waits for a person"),
        _ => new("不适用", "does not apply"),
    };
}
