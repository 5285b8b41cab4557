using Cultivation.Ladder.Imports;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Imports;

public sealed class ImportPlanSpecs
{
    private static readonly PlannedRow Row = new(2, Code) { LegalName = Name, Grant = Certificate("r1", "2023-11-15", "2026-11-14") };

    private static readonly HashSet<string> Credentials = ["cn.hnte"];

    private static ImportPlan Plan(Firm firm, params PlannedRow[] rows) => Plan(new Dictionary<string, Firm> { [Code] = firm with { Id = "firm:f1" } }, rows);

    private static ImportPlan Plan(Dictionary<string, Firm> firms, params PlannedRow[] rows) =>
        new ImportPlan([.. rows], []).Judged(new RecognitionList(), firms, Credentials, new(Jiading(), Today, Now, "li", "名单"));

    private static PlannedRow With(int line, string number, Func<GrantRecognition, GrantRecognition>? change = null) =>
        Row with { Line = line, Grant = (change ?? (g => g))(Row.Grant! with { CertificateNo = number }) };

    private static Firm Known(params object[] events) => new Firm().Fold([Registered, .. events]);

    [Fact]
    public void a_new_title_is_a_grant()
    {
        var row = Assert.Single(Plan(Known(), Row).Rows);
        Assert.Equal((PlannedChange.Add, "f1", Certificate("r1", "2023-11-15", "2026-11-14")), (row.Change, row.FirmId, row.Grant));
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
            With(4, "GR202331000002") with { CreditCode = "91310114YYYY000206" },
            With(5, "GR202331000003", g => g with { CredentialType = "cn.hnt" }),
            With(6, "GR202331000007", g => g with { ValidTo = Day("2026-12-31") }));
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
        Assert.Equal("import.row-duplicate", Assert.Single(Plan(firms, Row, other).Faults).Code);
    }

    [Fact]
    public void two_rows_of_one_firm_are_decided_one_after_the_other()
    {
        PlannedRow Planned(int line, GrantRecognition grant) => new(line, Code) { FirmId = "f1", Grant = grant };
        var (decided, results) = ApplyBatch.Decide(
            new RecognitionList(),
            Known() with { Id = "firm:f1" },
            [
                Planned(2, Certificate("r1", "2020-11-15", "2023-11-14", "GR202031000001")), Planned(3, Certificate("r2", "2023-11-15", "2026-11-14")),
                Planned(4, Certificate("r3", "2023-11-15", "2026-11-14")), Planned(5, Certificate("r4", "2023-11-15", "2026-10-14")),
            ],
            new(Jiading(), Day("2023-11-01"), Now, "li", "名单"));
        Assert.Equal(["added", "added", "unchanged", "recognition.differs"], results.Select(r => r.Outcome));
        Assert.Equal(
            [Granted("r1", "2020-11-15", "2023-11-14", "GR202031000001"), Entered("jd.hnte", "2020-11-15", "r1"), Granted("r2", "2023-11-15", "2026-11-14")],
            decided.SelectMany(d => d.Events));
    }

    [Fact]
    public void rows_of_one_firm_stay_in_one_batch()
    {
        var rows = "abacadaba".Select((code, i) => new PlannedRow(i + 2, $"{code}")).ToList();
        Assert.Equal([[2, 4, 6, 8, 10], [3, 9, 5], [7]], new ImportPlan(rows, []).Batches(3).Select(b => b.Select(r => r.Line)));
    }
}
