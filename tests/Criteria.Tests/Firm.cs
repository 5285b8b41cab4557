namespace Cultivation.Criteria.Tests;

/// <summary>A firm in a spec: a ready candidate for 高新技术企业 on its day, changed by what the spec is about.</summary>
internal sealed record Firm
{
    public static readonly DateOnly Day = new(2026, 9, 1);
    public static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    public DateOnly? EstablishedOn { get; init; } = new(2018, 3, 15);
    public string Division { get; init; } = "310114";
    public ImmutableArray<Fact> Facts { get; init; } = [];
    public ImmutableArray<Recognition> Recognitions { get; init; } = [];
    public ImmutableArray<HeldStage> Stages { get; init; } = [];
    public ImmutableArray<Judgement> Judgements { get; init; } = [];

    public static Firm Empty => new();

    /// <summary>Meets all eight conditions: R&amp;D 1.5 of 30 million in each of three years (5 %), all inside China, 10 of 100 staff.</summary>
    public static Firm Candidate => new Firm()
        .With("rdExpense.hnte195", (2023, 1_500_000), (2024, 1_500_000), (2025, 1_500_000))
        .With("domesticRd", (2023, 1_500_000), (2024, 1_500_000), (2025, 1_500_000))
        .With("salesRevenue.hnte195", (2023, 30_000_000), (2024, 30_000_000), (2025, 30_000_000))
        .With("htRevenue.hnte195", (2025, 18_000_000))
        .With("totalRevenue.hnte195", (2025, 30_000_000))
        .With("techStaff.hnte195", (2025, 10))
        .With("staff.hnte195", (2025, 100))
        .Judged("cn.hnte.c2", met: true)
        .Judged("cn.hnte.c3", met: true)
        .Judged("cn.hnte.c7", value: 71)
        .Judged("cn.hnte.c8", met: true);

    /// <summary>Records facts of a definition, in the unit it asks for; earlier ones of the same years are replaced.</summary>
    public Firm With(string definitionId, params (int Year, decimal Value)[] values)
    {
        var definition = Files.Definition(definitionId);
        return this with
        {
            Facts =
            [
                .. Facts.Where(fact => fact.DefinitionId != definitionId || values.All(value => value.Year != fact.FiscalYear)),
                .. values.Select(value => new Fact(
                    value.Year, definition.Fact, definitionId, value.Value, definition.Unit, "audited", "legalPerson", $"{definition.Fact}-{value.Year}")),
            ],
        };
    }

    public Firm Without(string definitionId, int year) =>
        this with { Facts = [.. Facts.Where(fact => fact.DefinitionId != definitionId || fact.FiscalYear != year)] };

    public Firm Change(string definitionId, int year, Func<Fact, Fact> change) =>
        this with { Facts = [.. Facts.Select(fact => fact.DefinitionId == definitionId && fact.FiscalYear == year ? change(fact) : fact)] };

    public Firm Judged(string criterionId, bool? met = null, decimal? value = null) =>
        this with { Judgements = [.. Judgements.Where(judgement => judgement.CriterionId != criterionId), new(criterionId, met, value, "minutes of the panel")] };

    public Firm Holding(string credential, DateOnly from, DateOnly? to = null, DateOnly? revokedFrom = null) =>
        this with { Recognitions = [.. Recognitions, new(credential, from, to, revokedFrom)] };

    public Subject Subject => new(EstablishedOn, Division, Facts, Recognitions, Stages, Judgements);

    public StageResult On(string stageId, DateOnly? day = null, params string[] confirmed) =>
        Evaluate.Stage(Files.SetOf(stageId), stageId, Subject, day ?? Day, confirmed.ToHashSet());

    /// <summary>The answer to one criterion of a stage or credential, wherever it is nested.</summary>
    public CriterionResult Answer(string stageId, string criterionId, DateOnly? day = null) =>
        All(On(stageId, day).Criteria).First(criterion => criterion.Id == criterionId);

    public static IEnumerable<CriterionResult> All(IEnumerable<CriterionResult> criteria) => criteria.SelectMany(one => All(one.Parts).Prepend(one));
}
