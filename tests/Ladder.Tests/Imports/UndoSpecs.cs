using Cultivation.Ladder.Imports;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Imports;

public sealed class UndoSpecs
{
    private static readonly ApplyingDay At = new(Jiading(), Today, Now, "li", "名单");
    private static readonly ImportedList List = new("i1", "recognitions", "名单", "市", "li", Now, null, 1, 1, 0, 0, 1, []);
    private static readonly ImportApplication Applied = new("i1", "recognitions", "名单", "li", Now, null, null, 1, true);

    private static PlannedRow Fact(int line, int year, decimal value) =>
        new(line, Code) { FirmId = "f1", Figure = new(year, "sales", "salesRevenue.hnte195", value, "CNY", SourceKind.Audited, FactScope.LegalPerson) };

    private static AnnualFactSubmitted Submitted(string id, int year, decimal value) =>
        new(id, Code, year, "sales", "salesRevenue.hnte195", value, "CNY", SourceKind.Audited, FactScope.LegalPerson, null);

    private static Firm Known(long version, params object[] events) => new Firm().Fold([Registered, .. events]) with { Id = "firm:f1", Version = version };

    [Fact]
    public void a_grant_is_undone_by_an_annulment() => AFirm.Given(Granted("r1", "2024-11-15", "2027-11-14"), Entered("jd.hnte", "2024-11-15", "r1"))
        .When(f => new RecognitionList().Undo(new(2, Code) { Grant = Certificate("r1", "2024-11-15", "2027-11-14") }, f, At))
        .Then(Annulled("r1", "2024-11-15", "名单"), Left("jd.hnte", "2024-11-15", "recognitionAnnulled", "r1", retroactive: true));

    [Fact]
    public void a_number_that_a_later_list_told_is_taken_back_and_the_title_stays()
    {
        var (numbered, row) = (new RecognitionNumbered("r1", Code, Name, "cn.hnte", "GR202331000001", "2023年第一批"), new PlannedRow(2, Code) { Grant = Certificate("r2", "2024-11-15", "2027-11-14") });
        AFirm.Given(Granted("r1", "2024-11-15", "2027-11-14") with { CertificateNo = null }, Entered("jd.hnte", "2024-11-15", "r1"), numbered)
            .When(f => new RecognitionList().Undo(row, f, At)).Then(numbered with { CertificateNo = null, ListRef = "名单" });
        var title = Assert.Single(Known(3, Granted("r1", "2024-11-15", "2027-11-14") with { CertificateNo = null }, numbered).Recognitions);
        Assert.Equal(("GR202331000001", false), (title.CertificateNo, title.Annulled));
    }

    [Fact]
    public void a_grant_that_was_revoked_since_is_not_undone() => AFirm.Given(Granted("r1", "2023-11-15", "2026-11-14"), Revoked("r1", "2026-03-02", "2024-05-01"))
        .When(f => new RecognitionList().Undo(new(2, Code) { Grant = Certificate("r1", "2023-11-15", "2026-11-14") }, f, At)).Throws("import.undo-changed");

    [Fact]
    public void a_registration_is_undone_only_if_nothing_else_happened_since()
    {
        var row = new PlannedRow(2, Code) { FirmId = "f1" };
        Assert.Equal([new RegistrationAnnulled(Code, Today, "名单")], new FirmList().Undo(row, Known(1), At));
        Assert.Equal("import.undo-changed", Assert.Throws<RuleBroken>(() => new FirmList().Undo(row, Known(2, Submitted("a", 2023, 5)), At)).Code);
        Assert.Equal("import.undo-changed", Assert.Throws<RuleBroken>(() => new FirmList().Undo(row with { FirmId = "f2" }, Known(1), At)).Code);
    }

    [Fact]
    public void rows_are_undone_one_by_one_and_those_on_which_something_rests_are_named()
    {
        var firm = Known(4, Submitted("a", 2021, 5), Submitted("b", 2022, 6), new AnnualFactCorrected("b", Code, 2022, "sales", 6, 7, "审计", Today));
        var (events, results) = UndoBatch.Decide(new FactList(), firm, [Fact(2, 2021, 5), Fact(3, 2022, 6), Fact(4, 2023, 8)], At);
        Assert.Equal([new AnnualFactAnnulled("a", Code, 2021, "sales", 5, Today, "名单")], events);
        Assert.Equal([(4, "unchanged"), (3, "import.undo-changed"), (2, "undone")], results.Select(r => (r.Line, r.Outcome)));
        Assert.Equal(["b"], firm.Fold(events).Facts.Select(f => f.Id));
    }

    [Fact]
    public void only_a_list_that_was_applied_is_undone_and_once()
    {
        ImportUndo Order(ImportApplication? applied, ImportUndo? undone) => UndoImport.Decide(new("错发"), List, applied, undone, "li", Now, null);
        Assert.Equal("import.not-applied", Assert.Throws<RuleBroken>(() => Order(null, null)).Code);
        Assert.Equal("import.not-applied", Assert.Throws<RuleBroken>(() => Order(Applied with { Finished = false }, null)).Code);
        var order = Order(Applied, null);
        Assert.Equal(new ImportUndo("i1", "recognitions", "名单", "li", Now, "错发", null, 1, false), order);
        Assert.Equal("import.undone-already", Assert.Throws<RuleBroken>(() => Order(Applied, order)).Code);
    }

    [Fact]
    public void a_firm_whose_registration_was_annulled_is_none()
    {
        var registered = new JasperFx.Events.Event<EnterpriseRegistered>(Registered) { StreamKey = "firm:f1" };
        Assert.NotNull(new Firm().Evolve(registered));
        Assert.Null(new Firm().Evolve(new JasperFx.Events.Event<RegistrationAnnulled>(new(Code, Today, "名单")) { StreamKey = "firm:f1" }));
    }
}
