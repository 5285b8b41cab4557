using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Products;

/// <summary>One version of a product's rule, read from its JSON.</summary>
internal sealed class ProductRule
{
    private static readonly string[] Metrics = ["stageHeld", "credentialValid"];
    private readonly Group criteria;

    /// <exception cref="RuleBroken">The criteria cannot be read, ask for more than what a firm holds, or rest on assumptions.</exception>
    public ProductRule(RuleVersion version)
    {
        (Number, From) = (version.Number, version.From);
        criteria = Read(version.Criteria);
        Names = Tests(criteria).SelectMany(t => t.Value!.Codes).ToHashSet(StringComparer.Ordinal);
    }

    public int Number { get; }

    public DateOnly From { get; }

    /// <summary>The stages and credentials that the rule speaks of.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>Only what is met is met: unknown, or waiting for a person, does not make a firm eligible.</summary>
    public bool IsMet(IReadOnlyCollection<Holding> holdings, DateOnly day) => Evaluate.Group(criteria, Subject(holdings, day), day).Result == Result.Met;

    private static Subject Subject(IReadOnlyCollection<Holding> holdings, DateOnly day)
    {
        var held = holdings.Where(h => h.On(day)).ToLookup(h => h.Kind);
        return new Subject(
            null, null, [], [.. held[HoldingKind.Credential].Select(h => new Recognition(h.Code, h.From, h.Until?.AddDays(-1), null))],
            [.. held[HoldingKind.Stage].Concat(held[HoldingKind.Support]).Select(h => new HeldStage(h.Code, 0))], []);
    }

    private static Group Read(JsonElement json)
    {
        var read = Parse(json);
        if (json.TryGetProperty("metrics", out _) || Criteria(read).Any(c => c.ConditionsOf is not null) || Tests(read).Any(t => !IsKnown(t)))
            throw new RuleBroken("product.criteria-beyond-holdings", new { metrics = Metrics });
        var unconfirmed = Criteria(read).Where(c => c.Standing.NeedsConfirmation).Select(c => c.Id).ToArray();
        return unconfirmed.Length == 0 ? read : throw new RuleBroken("product.criteria-assumed", new { criteria = unconfirmed });
    }

    private static Group Parse(JsonElement json)
    {
        try
        {
            return CriteriaFile.Parse(json.GetRawText());
        }
        catch (ProgrammeInvalid invalid)
        {
            throw new RuleBroken("product.criteria-invalid", new { errors = invalid.Errors });
        }
    }

    private static bool IsKnown(Test test) =>
        Metrics.Contains(test.Metric.Id) && test is { Operator: Operator.Holds or Operator.Lacks, Value: not null, Bands.IsEmpty: true };

    private static IEnumerable<Criterion> Criteria(Group group) =>
        group.Items.SelectMany(c => c.Parts is { } parts ? Criteria(parts).Prepend(c) : [c]);

    private static IEnumerable<Test> Tests(Group group) => Criteria(group).SelectMany(c => new[] { c.Test, c.AppliesWhen }).OfType<Test>();
}
