using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Cultivation.Criteria.Tests;

/// <summary>
/// Whole answers for a handful of made-up firms, kept in Expected/evaluations.json. A change of any of them is a change of what past decisions
/// are explained with: look at the difference, and set CULTIVATION_WRITE_SNAPSHOTS to the file's path to accept it.
/// </summary>
public sealed class SnapshotSpecs
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly Dictionary<string, (Firm Firm, string Stage)> Cases = new()
    {
        ["沪嘉智造 is ready for 高新技术企业"] = (Firm.Candidate, "jd.hnte"),
        ["安亭传感 has spent too little and lacks a figure"] = (
            Firm.Candidate.With("rdExpense.hnte195", (2025, 900_000)).Without("htRevenue.hnte195", 2025).Judged("cn.hnte.c7", value: 70), "jd.hnte"),
        ["马陆软件 is young and in the pool"] = (
            (Firm.Candidate with { EstablishedOn = new(2025, 3, 20) }).With("ip.classTwo", (2026, 2)).Judged("jd.pool.4", met: true).Judged("jd.pool.5.b", met: true), "jd.pool"),
        ["南翔材料 applies as a little giant"] = (
            Firm.Candidate.Holding("cn.hnte", new(2024, 12, 4), new(2027, 12, 3)).With("listing.status", (2025, 0)).With("class.littleGiant", (2026, 1))
                .With("rdStaff.littleGiant", (2025, 12)).With("staff.yearEnd", (2025, 100)).With("mainRevenue", (2023, 20_000_000), (2024, 24_000_000), (2025, 28_800_000)),
            "jd.littleGiant.cityCultivation"),
        ["徐汇算法 asks for the innovation fund"] = (
            Firm.Empty.With("revenue.accounts", (2025, 180_000_000)).With("rdExpense.cs119", (2025, 8_000_000)).With("staff.yearEnd", (2025, 480))
                .With("rdStaff.yearEnd", (2025, 48)).With("listing.status", (2025, 0)).Judged("sh.if.2", met: true), "sh.innovationFund"),
        ["漕河泾生物 is a cultivation firm that lacks growth"] = (
            Firm.Empty.Holding("cn.hnte", new(2024, 12, 4), new(2027, 12, 3)).With("listing.status", (2025, 0)).With("class.littleGiant", (2026, 2))
                .With("rdStaff.littleGiant", (2025, 31)).With("staff.yearEnd", (2025, 100)).With("mainRevenue", (2023, 50_000_000), (2024, 52_000_000), (2025, 60_000_000))
                .With("rdExpense.hnte195", (2023, 4_000_000), (2024, 4_000_000), (2025, 4_000_000)).Judged("sh.lgc.9", met: true), "sh.lgCultivation"),
        ["张江芯片 is a giant too large for cultivation"] = (
            Firm.Empty.Holding("cn.hnte", new(2024, 12, 4), new(2027, 12, 3)).With("listing.status", (2025, 0)).With("class.littleGiant", (2026, 1))
                .With("rdStaff.littleGiant", (2025, 20)).With("staff.yearEnd", (2025, 100)).With("mainRevenue", (2023, 100_000_000), (2024, 120_000_000), (2025, 144_000_000))
                .With("rdExpense.hnte195", (2023, 6_000_000), (2024, 6_000_000), (2025, 6_200_000)), "sh.littleGiant"),
        ["杨浦云图 is near the listing reserve"] = (
            Firm.Empty.With("rdExpense.accounts", (2023, 20_000_000), (2024, 30_000_000), (2025, 31_000_000))
                .With("revenue.accounts", (2023, 700_000_000), (2024, 800_000_000), (2025, 900_000_000)).With("ip.inventionInUse", (2026, 6)), "sh.listingReserve"),
        ["a team in a nursery"] = ((Firm.Empty with { EstablishedOn = null }).With("carrier.type", (2026, 1)).With("nursery.months", (2026, 13)), "sh.nursery"),
        ["浦东智控 holds a certificate"] = (Firm.Candidate.Holding("cn.hnte", new(2025, 12, 1), new(2028, 11, 30)), "sh.hnte"),
        ["梧桐纺机 enters the pool by a retrofit"] = (
            (Firm.Empty with { Division = "330483" }).With("ip.classTwo", (2026, 2)).With("industry.aboveScaleTraditional", (2026, 1))
                .Judged("tx.pool.5.b.2", met: true).Judged("tx.pool.4", met: false), "tx.pool"),
        ["濮院新材 files for the provincial title"] = (
            (Firm.Empty with { Division = "330483" }).With("techStaff.zj88", (2025, 9)).With("staff.yearEnd", (2025, 100)).With("sme.size", (2026, 3))
                .Judged("tx.ps.1.c", met: true).Judged("tx.ps.2", met: true), "tx.provSme"),
        ["崇福皮草 is in no pool yet"] = (Firm.Empty with { Division = "330483" }, "tx.provPool"),
        ["振石 leads its industry"] = ((Firm.Empty with { Division = "330483" }).Holding("cn.hnte", new(2023, 12, 8), new(2026, 12, 7)).Judged("tx.su.1", met: true), "tx.summit"),
        ["乌镇互联 lost its certificate"] = (
            (Firm.Candidate with { Division = "330483" }).Holding("cn.hnte", new(2023, 12, 8), new(2026, 12, 7), revokedFrom: new(2024, 1, 1)), "tx.hnte"),
        ["a team without a company"] = ((Firm.Empty with { EstablishedOn = null }).With("team.members", (2026, 3)).With("carrier.resident", (2026, 1)), "jd.team"),
    };

    [Fact]
    public void whole_answers_stay_as_they_were()
    {
        var actual = JsonSerializer.Serialize(Cases.ToDictionary(one => one.Key, one => Answer(one.Value.Firm.On(one.Value.Stage))), Json) + "\n";
        if (Environment.GetEnvironmentVariable("CULTIVATION_WRITE_SNAPSHOTS") is { Length: > 0 } path)
            File.WriteAllText(path, actual);
        Assert.Equal(Files.Expected("evaluations"), actual);
    }

    /// <summary>The hashes of the files change with every word in them; they are tested elsewhere.</summary>
    private static StageResult Answer(StageResult result) =>
        result with { Hash = "…", Programmes = [.. result.Programmes.Select(used => used with { Hash = "…" })] };
}
