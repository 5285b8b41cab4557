namespace Cultivation.Criteria;

/// <summary>How the results of a group's items are combined; see <see cref="Combining"/> for the tables.</summary>
public enum Logic { All, Any }

/// <summary>What a criterion is: a condition to meet, a reason for exclusion that must be absent, or a score to reach.</summary>
public enum CriterionKind { Hard, Exclusion, Score }

/// <summary>Who answers: the data, an authority outside (a list, an expert panel), or a person of the office.</summary>
public enum EvaluatedBy { Auto, External, Manual }

/// <summary>Several criteria that count together. Groups nest through <see cref="Criterion.Parts"/>.</summary>
public sealed record Group(Logic Logic, ImmutableArray<Criterion> Items);

/// <summary>One condition of a stage, a credential, an instrument or a bank's product.</summary>
/// <param name="Term">The term that the rule itself uses, Chinese; null for a criterion that only groups others.</param>
/// <param name="Test">What is compared with what. Null for a composite, a reference, and where a person answers yes or no.</param>
/// <param name="Parts">The parts of a composite criterion.</param>
/// <param name="ConditionsOf">The credential whose conditions must be met ("meets the conditions of the city project").</param>
/// <param name="AppliesWhen">The criterion does not apply where this test fails.</param>
/// <param name="CountsWith">Id of the criterion that this one makes a single condition with, where conditions are counted.</param>
/// <param name="LookBack">How far back before the day of filing a person or an authority has to look.</param>
/// <param name="Boundary">A remark on the exact edge, such as "70 itself fails".</param>
public sealed record Criterion(
    string Id, string? Term, Text Text, CriterionKind Kind, EvaluatedBy EvaluatedBy, Standing Standing,
    Test? Test, Group? Parts, string? ConditionsOf, Test? AppliesWhen, string? CountsWith, LookBack? LookBack,
    ImmutableArray<string> Evidence, string? Boundary);

/// <summary>A span before the day of filing. Unit is calendarDay, or calendarYear with the filing year counted in.</summary>
public sealed record LookBack(int Count, string Unit);

/// <summary>A metric compared with a value, or with the value of the first band that fits.</summary>
public sealed record Test(Metric Metric, Operator Operator, Operand? Value, ImmutableArray<Band> Bands);

/// <summary>A threshold that holds where <see cref="When"/> is met; null means otherwise.</summary>
public sealed record Band(Test? When, Operand Value);

/// <summary>Between is inclusive at both ends. Holds is met by any one of the named, Lacks by none of them.</summary>
public enum Operator { Equal, Less, AtMost, More, AtLeast, Between, In, Holds, Lacks }

/// <summary>What a metric is compared with: numbers (two for between; yes is 1, no is 0) or codes. One of the two lists is empty.</summary>
public sealed record Operand(ImmutableArray<decimal> Numbers, ImmutableArray<string> Codes);
