using System.Text.Json;
using Cultivation.Console.Shared;

namespace Cultivation.Console.Programmes;

/// <summary>A programme file, as far as a page reads it out. Its shape is <c>programme.schema.json</c> of the criteria.</summary>
public sealed record RuleFile(
    string Id, string Version, Text Title, string? Authority, DateOnly EffectiveFrom, DateOnly? EffectiveTo, string? Basis, string? Note, Rule? Transition,
    Dictionary<string, Source>? Sources, Dictionary<string, MetricName>? Metrics, Part[]? Stages, Part[]? Credentials, SideLadder[]? SideLadders,
    Part[]? Instruments, Rule[]? LadderRules, Rule[]? Sla, Rule[]? Clauses);

/// <summary>A stage, a title, a rung of a side ladder, or a kind of help.</summary>
/// <param name="Products">What is offered under a kind of help.</param>
public sealed record Part(
    string Id, Text Name, string? DecidedBy, string? RecommendedBy, Entry? Entry, Rules? Criteria, Rule? Rule, Paper[]? Evidence, Rule? Validity, Rule? Renewal,
    Rule[]? Leave, Rule[]? Sla, bool SlaFromProgramme, Rule[]? Clauses, Effective? Effective, Part[]? Substates, Part[]? Products)
{
    /// <summary>What stands below it.</summary>
    public IEnumerable<Part> Below => (Substates ?? []).Concat(Products ?? []);

    /// <summary>Itself and all that stands below it.</summary>
    public IEnumerable<Part> All => Below.SelectMany(part => part.All).Prepend(this);
}

/// <summary>How a firm comes to stand on a stage: credential, districtDecision or derived.</summary>
public sealed record Entry(string Kind, string[]? Credentials, Rules? Criteria);

/// <summary>Rules that hold together: all of them, or any one.</summary>
public sealed record Rules(string Logic, Rule[] Items);

/// <summary>The days from and to which a stage or title exists, and how sure they are.</summary>
public sealed record Effective(DateOnly? From, DateOnly? To, Rule? Dates);

/// <summary>A ladder beside the main chain.</summary>
public sealed record SideLadder(string Id, Text Name, Part[] Tiers, Rule[]? Clauses, SourceRef? Source, string Certainty, string? Note);

/// <summary>Anything with a certainty: a criterion, a clause, a term, a promise, a line of leaving, a transition.</summary>
/// <param name="Ref">The criterion that counts here too; then nothing else is set.</param>
/// <param name="Step">What is promised, for a promise.</param>
/// <param name="Value">What a metric is compared with; the days of a promise.</param>
public sealed record Rule(
    string? Id, string? Ref, Text? Text, Text? Step, string? Kind, string? Evaluation, string? Metric, string? Operator, JsonElement? Value, string? Unit,
    Band[]? Bands, string? Logic, Rule[]? Items, string? ConditionsOf, Test? AppliesWhen, string? ToStage, SourceRef? Source, string? Certainty,
    string? Note, string? Boundary);

/// <summary>A threshold that is for some cases only.</summary>
public sealed record Band(Test? When, JsonElement Value);

/// <summary>A comparison.</summary>
public sealed record Test(string Metric, string Operator, JsonElement? Value);

/// <summary>A document and an article in it.</summary>
public sealed record SourceRef(string Ref, string? Article);

/// <summary>A document.</summary>
public sealed record Source(string DocNo, string? TitleZh, string? TitleEn, string? Issuer, DateOnly? IssuedOn);

/// <summary>A metric's short name and unit.</summary>
public sealed record MetricName(Text Name, string Unit);
