namespace Cultivation.Criteria;

/// <summary>A named way to compute one value from what is known about a firm. Kinds are listed in <see cref="ReadMetrics"/>.</summary>
/// <param name="Name">Short, for sentences: "R&amp;D share".</param>
/// <param name="Text">How it is computed.</param>
public abstract record Metric(string Id, string Unit, Text Name, Text Text)
{
    /// <summary>The definitions of the facts that it reads.</summary>
    public virtual ImmutableArray<FactDefinition> Reads => [];

    /// <summary>
    /// A subject's facts, recognitions, stages and registration are all that it needs. False where it needs a person's judgement or the
    /// conditions of a programme's credential.
    /// </summary>
    public virtual bool ReadsRecordsOnly => true;

    /// <summary>Its measure may change though nothing new is known.</summary>
    public virtual bool TurnsWithTime => !Reads.IsEmpty;

    /// <summary>The credential whose conditions it evaluates, if any.</summary>
    internal virtual string? Evaluates => null;

    /// <summary>Days on which its measure may pass a threshold though nothing new is known; more than needed are harmless.</summary>
    internal virtual IEnumerable<DateOnly> Turns(Subject subject, IEnumerable<decimal> thresholds) => Turning.Years(Reads, subject);

    internal abstract Measurement Measure(Question question);
}

/// <summary>A measured quantity, or codes, or both; or, where neither can be had, the result instead and the reason.</summary>
internal readonly record struct Measurement(Quantity? Quantity, IReadOnlyList<string>? Codes, Result Instead, Text? Reason)
{
    public static Measurement Of(Quantity quantity) => new(quantity, null, default, null);
    public static Measurement Of(bool flag, string unit) => Of(new Plain(flag ? 1 : 0, unit));
    public static Measurement Of(params IReadOnlyList<string> codes) => new(null, codes, default, null);
    public static Measurement Unknown(Text reason) => new(null, null, Result.Unknown, reason);
    public static Measurement NeedsPerson(Text reason) => new(null, null, Result.NeedsPerson, reason);
    public static Measurement Unmet(Text reason) => new(null, null, Result.Unmet, reason);
}
