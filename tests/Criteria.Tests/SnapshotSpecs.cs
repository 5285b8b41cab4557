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
