using Cultivation.Ladder.Imports;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Imports;

public sealed class ImportPlanSpecs
{
    private static readonly CsvRow Row = new(2, Code, Name, "cn.hnte", "GR202331000001", Day("2023-11-15"), Day("2023-11-15"), Day("2026-11-14"), Day("2023-11-15"));

    private static readonly HashSet<string> Credentials = ["cn.hnte"];

    private static ImportPlan Plan(Firm firm, params CsvRow[] rows) => ImportPlan.Of(
        rows, new Dictionary<string, Firm> { [Code] = firm with { Id = "firm:f1" } }, Credentials, "上海市认定机构", "2023年第一批", () => "r1");

    private static Firm Known(params object[] events) => new Firm().Fold([Registered, .. events]);

    [Fact]
    public void a_new_title_is_a_grant()
    {
        var row = Assert.Single(Plan(Known(), Row).Rows);
        Assert.Equal((PlannedChange.Grant, "f1", Certificate("r1", "2023-11-15", "2026-11-14")), (row.Change, row.FirmId, row.Grant));
    }

    [Fact]
    public void a_recorded_title_is_unchanged() =>
        Assert.Equal(PlannedChange.Unchanged, Assert.Single(Plan(Known(Granted("r0", "2023-11-15", "2026-11-14")), Row).Rows).Change);

    [Fact]
    public void a_name_the_firm_never_had_is_shown_and_the_code_decides()
    {
        Assert.Equal("别的公司", Assert.Single(Plan(Known(), Row with { LegalName = "别的公司" }).Rows).ListedName);
        var renamed = Known(new EnterpriseRenamed(Code, Name, "新名", Day("2024-01-01"), Day("2024-04-01"), "x"));
        Assert.Null(Assert.Single(Plan(renamed, Row).Rows).ListedName);
    }

    [Fact]
    public void faults_are_named_by_line()
    {
        var plan = Plan(
            Known(Granted("r0", "2023-11-15", "2026-11-14", "GR202331000007")),
            Row,
            Row with { Line = 3 },
            Row with { Line = 4, CreditCode = "91310114YYYY000206", CertificateNo = "GR202331000002" },
            Row with { Line = 5, CredentialType = "cn.hnt", CertificateNo = "GR202331000003" },
            Row with { Line = 6, CertificateNo = "GR202331000007", ValidTo = Day("2026-12-31") });
        Assert.Equal(
            [(3, "import.row-duplicate"), (4, "import.firm-unknown"), (5, "import.credential-unknown"), (6, "import.certificate-differs")],
            plan.Faults.Select(f => (f.Line, f.Code)));
        Assert.Single(plan.Rows);
    }

    [Fact]
    public void a_certificate_of_two_firms_is_a_duplicate()
    {
        var other = Row with { Line = 3, CreditCode = "91310114YYYY000206" };
        var firms = new Dictionary<string, Firm> { [Code] = Known() with { Id = "firm:f1" }, [other.CreditCode] = Known() with { Id = "firm:f2" } };
        var plan = ImportPlan.Of([Row, other], firms, Credentials, "a", "b", () => "r");
        Assert.Equal("import.row-duplicate", Assert.Single(plan.Faults).Code);
    }

    [Fact]
    public void two_rows_of_one_firm_are_decided_one_after_the_other()
    {
        PlannedRow Planned(int line, GrantRecognition grant) => new(line, Code, "f1", Name, null, PlannedChange.Grant, grant);
        var (events, results) = ApplyBatch.Decide(
            Known(),
            [
                Planned(2, Certificate("r1", "2020-11-15", "2023-11-14", "GR202031000001")), Planned(3, Certificate("r2", "2023-11-15", "2026-11-14")),
                Planned(4, Certificate("r3", "2023-11-15", "2026-11-14")), Planned(5, Certificate("r4", "2023-11-15", "2026-10-14")),
            ],
            Jiading(), Day("2023-11-01"), Now);
        Assert.Equal(["granted", "granted", "unchanged", "recognition.differs"], results.Select(r => r.Outcome));
        Assert.Equal(
            [Granted("r1", "2020-11-15", "2023-11-14", "GR202031000001"), Entered("jd.hnte", "2020-11-15", "r1"), Granted("r2", "2023-11-15", "2026-11-14")],
            events);
    }
}
