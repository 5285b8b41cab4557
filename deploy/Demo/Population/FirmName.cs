namespace Cultivation.Demo.Population;

/// <summary>Made-up names: 上海, a word of two or three characters that no other firm of the demo has, the trade, and the legal form.</summary>
internal static class FirmName
{
    private const string First = "睿澜弘钧嘉启卓芯锐恒昊晟宇博凌骏科翰泰盛昱铭腾朗冠诺鼎曜沃驰安迈星普联华思瑞佳捷拓维明远智慧云海天和颐润新博景正元德致创力精";
    private const string Second = "澜钧启芯锐恒昊晟宇凌骏翰泰昱铭腾朗诺鼎曜沃驰迈星普联思瑞捷拓维远智慧云海和颐润景正元德致创力精达科信益通森源展图界域能峰岳";
    private static readonly string[] Firsts = [.. First.Distinct().Select(c => c.ToString())];
    private static readonly string[] Seconds = [.. Second.Distinct().Select(c => c.ToString())];

    public static string Of(int number, Field field) => $"上海{Word(number)}{TradeOf(number, field)}有限公司";

    /// <summary>The name after the firm became a company limited by shares.</summary>
    public static string AfterConversion(int number, Field field) => $"上海{Word(number)}{TradeOf(number, field)}股份有限公司";

    private static string TradeOf(int number, Field field) => new Draw("trade", number).OneOf(field.NameWords);

    // A step that shares no factor with the count of pairs visits each once, far from its neighbours; the next round adds a character.
    private static string Word(int number)
    {
        var (round, rest) = Math.DivRem(number, Firsts.Length * Seconds.Length);
        var (first, second) = Math.DivRem(rest * 1_009 % (Firsts.Length * Seconds.Length), Seconds.Length);
        return Firsts[first] + Seconds[second] + (round == 0 ? "" : Firsts[round]);
    }
}
