namespace Cultivation.Demo.Population;

/// <summary>One of the eight fields of 国科发火〔2016〕32号, annex, with an industry (GB/T 4754) and words that firms in it use in their names.</summary>
/// <param name="Services">Software and services; the others manufacture. Little giants have other shares for each.</param>
internal sealed record Field(string Name, string IndustryCode, bool Services, IReadOnlyList<string> NameWords)
{
    public static readonly IReadOnlyList<Field> All =
    [
        new("电子信息", "C3973", false, ["微电子", "传感技术", "集成电路"]),
        new("电子信息", "I6513", true, ["软件", "信息技术", "数据科技"]),
        new("生物与新医药", "C3581", false, ["医疗器械", "生物科技", "医学影像"]),
        new("新材料", "C2651", false, ["新材料", "高分子材料", "复合材料"]),
        new("高技术服务", "M7320", true, ["检测技术", "工程技术", "设计咨询"]),
        new("新能源与节能", "C3841", false, ["新能源", "动力电池", "氢能科技"]),
        new("资源与环境", "C3591", false, ["环保科技", "水处理设备"]),
        new("先进制造与自动化", "C3670", false, ["汽车零部件", "汽车电子", "汽车技术"]),
        new("先进制造与自动化", "C3491", false, ["机器人", "智能装备", "自动化设备"]),
        new("航空航天", "C3749", false, ["航空装备", "精密机械"]),
    ];
}
