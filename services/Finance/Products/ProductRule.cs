using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Eligibility.Figures;
using Cultivation.Hosting;

namespace Cultivation.Finance.Products;

/// <summary>One version of a product's rule, read from its JSON.</summary>
internal sealed class ProductRule
{
    private readonly Group criteria;
    private readonly bool turning;

    /// <exception cref="RuleBroken">The criteria cannot be read, ask for more than Finance knows of a firm, or rest on assumptions.</exception>
    public ProductRule(RuleVersion version)
    {
        (Number, From) = (version.Number, version.From);
        criteria = Read(version.Criteria);
        var tests = criteria.Tests().ToList();
        Names = tests.Where(t => t.Value is not null).SelectMany(t => t.Value!.Codes).ToHashSet(StringComparer.Ordinal);
        Metrics = tests.SelectMany(t => t.Metric.Reads).Select(d => d.Fact).ToHashSet(StringComparer.Ordinal);
        turning = tests.Exists(t => t.Metric.TurnsWithTime);
    }

    public int Number { get; }

    public DateOnly From { get; }

    /// <summary>The stages and credentials that the rule speaks of.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>The annual figures that the rule reads, by what they measure.</summary>
    public IReadOnlySet<string> Metrics { get; }

    /// <summary>Only what is met is met: unknown, or waiting for a person, does not make a firm eligible.</summary>
    public bool IsMet(FirmAccount account, DateOnly day) => Evaluate.Group(criteria, Subject(account, day), day).Result == Result.Met;

    /// <summary>The single criteria that are met, with what was looked at.</summary>
    public MetCriterion[] MetBy(FirmAccount account, DateOnly day) =>
        [.. Evaluate.Group(criteria, Subject(account, day), day).Criteria.SelectMany(Single).Where(c => c.Result == Result.Met).Select(Told)];

    /// <summary>Days on which time alone may change the answer: a year's figure does not count any more, a firm grows too old.</summary>
    public IEnumerable<DateOnly> Turns(FirmAccount account) => turning ? Turning.Days(criteria, Subject(account, DateOnly.MaxValue)) : [];

    /// <summary>What is known of the firm on a day, in the values of today.</summary>
    private static Subject Subject(FirmAccount account, DateOnly day)
    {
        var held = account.Holdings.Where(h => h.On(day)).ToLookup(h => h.Kind);
        return new Subject(
            account.Registered?.EstablishedOn, account.Registered?.Division, [.. account.Figures.Where(f => f.KnownOn <= day).Select(f => f.ToFact())],
            [.. held[HoldingKind.Credential].Select(h => new Recognition(h.Code, h.From, h.Until?.AddDays(-1), null))],
            [.. held[HoldingKind.Stage].Concat(held[HoldingKind.Support]).Select(h => new HeldStage(h.Code, 0))], []);
    }

    // Of all that a firm holds only what the criterion asks for.
    private static MetCriterion Told(CriterionResult met) => met.Threshold is { Operator: Operator.Holds or Operator.Lacks } asked
        ? new(met.Id, met.Text.Zh, met.Text.En, null, string.Join(',', (met.Content ?? "").Split(',').Intersect(asked.Codes)) is { Length: > 0 } held ? held : null, null)
        : new(met.Id, met.Text.Zh, met.Text.En, met.Value, met.Content, met.Unit);

    private static IEnumerable<CriterionResult> Single(CriterionResult answer) => answer.Parts.Length == 0 ? [answer] : answer.Parts.SelectMany(Single);

    private static Group Read(JsonElement json)
    {
        var read = Parse(json);
        string[] beyond = [.. read.All().Select(c => c.ConditionsOf).OfType<string>(), .. read.Tests().Where(t => !IsKnown(t)).Select(t => t.Metric.Id)];
        if (beyond.Length > 0)
            throw new RuleBroken("product.criteria-beyond-holdings", new { metrics = beyond.Distinct() });
        var unconfirmed = read.All().Where(c => c.Standing.NeedsConfirmation).Select(c => c.Id).ToArray();
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

    // The order of stages is the ladder's own: Finance knows their ids only.
    private static bool IsKnown(Test test) => test.Metric.ReadsRecordsOnly && (test.Metric.Unit != "order" || test.Operator is Operator.Holds or Operator.Lacks);
}
