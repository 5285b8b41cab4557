namespace Cultivation.Ladder.Tests;

/// <summary>A firm of Jiading and its ladder, for specs.</summary>
internal static class Given
{
    public const string Code = "91310114YYYY00012B";
    public const string Name = "嘉定示例科技有限公司";
    public const string Rule = "jiading-six-stage/2026.11";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(8));
    public static readonly DateOnly Today = new(2026, 11, 22);

    public static readonly EnterpriseRegistered Registered = new(
        Code, Name, Day("2015-03-02"), "310114", "I6510", "有限责任公司", CheckDigitState.Valid, "市场监管局", "安亭镇", null);

    public static Spec<Firm> AFirm => new Spec<Firm>(new Firm(), (firm, happened) => firm.Fold(happened)).Given(Registered);

    /// <summary>Pool, high-tech, little giant. The line from an expired certificate to the pool is an assumption, the one of a revoked one is documented.</summary>
    public static Rungs Jiading(bool expiryConfirmed = false, bool revocationDocumented = true) => new([new("jiading-six-stage", "2026.11", Day("2019-02-18"),
    [
        new("jd.startup", 2, "初创期科技型企业", "Early-stage tech firm", [], [], []),
        new("jd.pool", 3, "高新技术培育企业", "Firm to become high-tech", [], [], [], "jd.hnte", Pool: true),
        new("jd.hnte", 4, "高新技术企业", "High-tech firm", ["cn.hnte"],
            [new("credentialExpired", "jd.pool", expiryConfirmed), new("credentialRevoked", "jd.startup", revocationDocumented)], []),
        new("jd.littleGiant", 5, "科技小巨人", "Little giant", ["jd.littleGiant.city"], [], ["cn.hnte"]),
    ])]);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    public static GrantRecognition Certificate(string id, string from, string? to, string number = "GR202331000001", string type = "cn.hnte") =>
        new(id, type, number, Day(from), Day(from), to is null ? null : Day(to), Day(from), "上海市认定机构", "2023年第一批");

    public static RecognitionGranted Granted(string id, string from, string? to, string number = "GR202331000001", string type = "cn.hnte") =>
        new(id, Code, Name, type, number, Day(from), Day(from), to is null ? null : Day(to), "上海市认定机构", Day(from), Now, "2023年第一批");

    public static RecognitionExpired Expired(string id, string on, bool renewalPending = false) => new(id, Code, Name, "cn.hnte", Day(on), renewalPending);

    public static RecognitionRevoked Revoked(string id, string decided, string from) =>
        new(id, Code, Name, "cn.hnte", Day(decided), Day(from), "falseStatement", 2024, "沪高企办〔2026〕1号", id);

    public static RecognitionRestored Restored(string id, string restored, string from, string? to) =>
        new(id, Code, Name, "cn.hnte", Day(restored), Day(from), to is null ? null : Day(to), "court", "沪行终〔2026〕1号");

    public static RecognitionAnnulled Annulled(string id, string from, string reason = "2023年第一批", string? on = null) =>
        new(id, Code, Name, "cn.hnte", Day(from), on is null ? Today : Day(on), reason);

    public static StageEntered Entered(string stage, string on, string by, StageBasis basis = StageBasis.Credential) =>
        new(Code, Name, stage, basis, by, Day(on), Rule);

    public static StageLeft Left(string stage, string on, string reason, string by, bool retroactive = false, string? to = null) =>
        new(Code, Name, stage, reason, by, Day(on), retroactive, to);
}
