namespace Cultivation.Criteria;

/// <summary>The words of the file's shape and what they stand for.</summary>
internal static class Words
{
    public static readonly FrozenDictionary<string, Operator> Operators = new Dictionary<string, Operator>
    {
        ["="] = Operator.Equal,
        ["<"] = Operator.Less,
        ["<="] = Operator.AtMost,
        [">"] = Operator.More,
        [">="] = Operator.AtLeast,
        ["between"] = Operator.Between,
        ["in"] = Operator.In,
        ["holds"] = Operator.Holds,
        ["lacks"] = Operator.Lacks,
    }.ToFrozenDictionary();

    /// <summary>The names of an enumeration as the file writes them: camelCase.</summary>
    public static FrozenDictionary<string, T> Of<T>() where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    public static readonly FrozenDictionary<string, Certainty> Certainties = Of<Certainty>();
    public static readonly FrozenDictionary<string, Logic> Logics = Of<Logic>();
    public static readonly FrozenDictionary<string, CriterionKind> CriterionKinds = Of<CriterionKind>();
    public static readonly FrozenDictionary<string, EvaluatedBy> EvaluatedBys = Of<EvaluatedBy>();
    public static readonly FrozenDictionary<string, EntryKind> EntryKinds = Of<EntryKind>();
    public static readonly FrozenDictionary<string, LeaveEffect> LeaveEffects = Of<LeaveEffect>();
    public static readonly FrozenDictionary<string, InstrumentMode> InstrumentModes = Of<InstrumentMode>();
    public static readonly FrozenDictionary<string, Staying> Stayings = Of<Staying>();
    public static readonly FrozenDictionary<string, CaseKind> CaseKinds = Of<CaseKind>();
}
