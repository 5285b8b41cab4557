namespace Cultivation.Criteria;

/// <summary>What is known about a firm or a team when it is evaluated. The caller picks the facts that were known on the day asked about.</summary>
/// <param name="EstablishedOn">Day of registration; null for a team that has founded no company.</param>
/// <param name="RegisteredDivision">Six digits of the division where it is registered now.</param>
/// <param name="Facts">Current values only, at most one per year, metric and definition; of two, the later in the list counts.</param>
public sealed record Subject(
    DateOnly? EstablishedOn, string? RegisteredDivision, IReadOnlyList<Fact> Facts, IReadOnlyList<Recognition> Recognitions,
    IReadOnlyList<HeldStage> Stages, IReadOnlyList<Judgement> Judgements)
{
    /// <summary>Whether any of some credentials holds on a day.</summary>
    internal bool Holds(ImmutableArray<string> credentials, DateOnly day) =>
        Recognitions.Any(held => credentials.Contains(held.CredentialType) && held.HoldsOn(day));
}

/// <summary>A recorded figure of one fiscal year.</summary>
/// <param name="Metric">Code such as <c>sales</c>.</param>
/// <param name="Value">Below 10^13 in size; a larger one is not used. A yes is 1 and a no is 0 (unit yesNo).</param>
/// <param name="Scope">legalPerson or consolidated. Conditions are for one legal person: a group's figure is not used.</param>
/// <param name="Reference">What a reader can look up, such as the fact's id.</param>
public sealed record Fact(
    int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, string SourceKind, string Scope, string Reference);

/// <summary>A credential that was granted.</summary>
/// <param name="ValidTo">Last day, inclusive; null where the list names none.</param>
/// <param name="RevokedFrom">First day on which it no longer holds, often long before the decision.</param>
public sealed record Recognition(string CredentialType, DateOnly ValidFrom, DateOnly? ValidTo, DateOnly? RevokedFrom)
{
    /// <summary>Whether the credential holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo) && (RevokedFrom is null || day < RevokedFrom);
}

/// <summary>A stage the firm stands on, with its place on the ladder.</summary>
public sealed record HeldStage(string StageId, int Order);

/// <summary>
/// A person's or an authority's answer to a criterion that data cannot answer. <see cref="Met"/> decides where it is given; otherwise
/// <see cref="Value"/> is compared as the criterion says (an innovation score of 71 passes "more than 70", 70 does not).
/// </summary>
public sealed record Judgement(string CriterionId, bool? Met, decimal? Value, string Reason);
