using Cultivation.Ladder.Imports;
using Cultivation.Ladder.Pools;
using static Cultivation.Ladder.Tests.Given;

namespace Cultivation.Ladder.Tests.Imports;

public sealed class PoolListSpecs
{
    private static readonly PoolEntry Entry = new("jd.pool", Day("2024-04-01"), Day("2027-03-31"), "2024年第一批", "嘉科〔2024〕3号");
    private static readonly PoolExit Exit = new("jd.pool", Day("2025-06-20"), PoolExitReason.CoachingRefused, Day("2025-07-01"), "嘉科〔2025〕9号");
    private static readonly PoolAdmitted Admitted = new("jd.pool", Code, Day("2024-04-01"), Day("2027-03-31"), "2024年第一批", "嘉科〔2024〕3号", "li");
    private static readonly StageEntered In = Entered("jd.pool", "2024-04-01", "嘉科〔2024〕3号", StageBasis.DistrictDecision);
    private static readonly PoolExited Exited = new("jd.pool", Code, Day("2025-06-20"), PoolExitReason.CoachingRefused, Day("2025-07-01"));
    private static readonly StageLeft Out = Left("jd.pool", "2025-07-01", "coachingRefused", "嘉科〔2025〕9号", retroactive: true);
    private static readonly ApplyingDay At = new(Jiading(), Today, Now, "li", "名单");

    private static PlannedRow Row(PoolEntry? entry = null, PoolExit? exit = null) => new(2, Code) { FirmId = "f1", Admission = entry, Exit = exit };

    private static IReadOnlyList<object> Admit(Firm f, PoolEntry? entry = null) => new PoolAdmissionList().Decide(Row(entry ?? Entry), f, At);

    private static IReadOnlyList<object> Leave(Firm f, PoolExit? exit = null) => new PoolExitList().Decide(Row(exit: exit ?? Exit), f, At);

    [Fact]
    public void an_admission_enters_the_pools_stage() => AFirm.When(f => Admit(f)).Then(Admitted, In);

    [Fact]
    public void the_same_admission_again_is_no_event() => AFirm.Given(Admitted, In).When(f => Admit(f)).ThenNothing();

    [Fact]
    public void of_history_that_comes_late_the_pool_ends_where_the_title_begins() => AFirm
        .Given(Granted("r1", "2025-11-15", "2028-11-14"), Entered("jd.hnte", "2025-11-15", "r1"))
        .When(f => Admit(f))
        .Then(
            Admitted, In, new PoolExited("jd.pool", Code, Day("2025-11-15"), PoolExitReason.Graduated, Day("2025-11-15")),
            Left("jd.pool", "2025-11-15", "graduated", "r1", retroactive: true, to: "jd.hnte"));

    [Fact]
    public void an_exit_leaves_it() => AFirm.Given(Admitted, In).When(f => Leave(f)).Then(Exited, Out);

    [Fact]
    public void the_same_exit_again_is_no_event() => AFirm.Given(Admitted, In, Exited, Out).When(f => Leave(f)).ThenNothing();

    [Fact]
    public void what_cannot_be_is_refused()
    {
        AFirm.When(f => Admit(f, Entry with { PoolId = "jd.hnte" })).Throws("pool.unknown");
        AFirm.When(f => Admit(f, Entry with { AdmittedOn = Today.AddDays(1) })).Throws("pool.in-future");
        AFirm.Given(Admitted, In).When(f => Admit(f, Entry with { AdmittedOn = Day("2024-05-01") })).Throws("pool.held");
        AFirm.Given(Entered("jd.hnte", "2023-11-15", "r1")).When(f => Admit(f)).Throws("pool.graduated");
        AFirm.When(f => Leave(f)).Throws("pool.not-held");
        AFirm.When(f => Leave(f, Exit with { PoolId = "jd.hnte" })).Throws("pool.unknown");
        AFirm.Given(Admitted, In).When(f => Leave(f, Exit with { EffectiveOn = Today.AddDays(1) })).Throws("pool.in-future");
    }

    [Fact]
    public void an_admission_is_undone_from_its_first_day() => AFirm.Given(Admitted, In)
        .When(f => new PoolAdmissionList().Undo(Row(Entry), f, At))
        .Then(
            new PoolAdmissionAnnulled("jd.pool", Code, Day("2024-04-01"), Today, "名单"),
            Left("jd.pool", "2024-04-01", "admissionAnnulled", "嘉科〔2024〕3号", retroactive: true));

    [Fact]
    public void an_admission_on_which_an_exit_rests_is_not_undone() =>
        AFirm.Given(Admitted, In, Exited, Out).When(f => new PoolAdmissionList().Undo(Row(Entry), f, At)).Throws("import.undo-changed");

    [Fact]
    public void an_exit_is_undone_by_the_basis_of_the_admission() => AFirm.Given(Admitted, In, Exited, Out)
        .When(f => new PoolExitList().Undo(Row(exit: Exit), f, At))
        .Then(
            new PoolExitAnnulled("jd.pool", Code, Day("2025-07-01"), Today, "名单"),
            Entered("jd.pool", "2025-07-01", "嘉科〔2024〕3号", StageBasis.DistrictDecision));

    [Fact]
    public void an_exit_after_which_the_firm_was_admitted_again_is_not_undone() => AFirm
        .Given(Admitted, In, Exited, Out, Entered("jd.pool", "2026-01-01", "2026-000001", StageBasis.DistrictDecision))
        .When(f => new PoolExitList().Undo(Row(exit: Exit), f, At)).Throws("import.undo-changed");

    [Fact]
    public void lists_give_back_what_they_took()
    {
        var firm = new Firm().Fold([Registered, Admitted, In, Exited, Out]);
        Assert.Equal<string?[]>([Code, Name, "jd.pool", "2024-04-01", "2027-03-31", "2024年第一批"], Assert.Single(new PoolAdmissionList().Export(firm, Rungs.None))!);
        Assert.Equal<string?[]>([Code, Name, "jd.pool", "2025-06-20", "coachingRefused", "2025-07-01"], Assert.Single(new PoolExitList().Export(firm, Rungs.None)));
        var undone = firm.Fold(new PoolExitAnnulled("jd.pool", Code, Day("2025-07-01"), Today, "名单"));
        Assert.Empty(new PoolExitList().Export(undone, Rungs.None));
        Assert.Empty(new PoolAdmissionList().Export(undone.Fold(new PoolAdmissionAnnulled("jd.pool", Code, Day("2024-04-01"), Today, "名单")), Rungs.None));
    }
}
