namespace Cultivation.Criteria;

/// <summary>The kinds of case that a rule may treat apart: a first recognition, or the re-check of a title held (复核).</summary>
public enum CaseKind { First, Recheck }

/// <summary>The days, both inclusive, on which a title's rule answers one kind of case; null means open.</summary>
public sealed record Filing(CaseKind Kind, DateOnly? From, DateOnly? To)
{
    public bool Covers(CaseKind kind, DateOnly day) => kind == Kind && (From is null || From <= day) && (To is null || day <= To);

    internal bool Overlaps(Filing other) =>
        Kind == other.Kind && (From ?? DateOnly.MinValue) <= (other.To ?? DateOnly.MaxValue) && (other.From ?? DateOnly.MinValue) <= (To ?? DateOnly.MaxValue);
}

/// <summary>The rules that one title has had, linked by <see cref="Credential.Succeeds"/>. Several may be alive at once, each for its own kind of case.</summary>
internal static class Succession
{
    /// <summary>All rules of the title that <paramref name="id"/> is one of, the oldest first.</summary>
    public static IReadOnlyList<Credential> Of(string id, IReadOnlyDictionary<string, Credential> credentials)
    {
        var family = new List<Credential>();
        for (var at = credentials.GetValueOrDefault(id); at is not null && !family.Contains(at); at = at.Succeeds is { } before ? credentials.GetValueOrDefault(before) : null)
            family.Insert(0, at);
        while (credentials.Values.FirstOrDefault(next => next.Succeeds is { } before && family.Any(one => one.Id == before) && !family.Contains(next)) is { } next)
            family.Add(next);
        return family;
    }

    /// <summary>Two rules of one title that answer one kind of case on one day, as texts.</summary>
    public static IEnumerable<string> Overlaps(IReadOnlyDictionary<string, Credential> credentials) =>
        from next in credentials.Values
        where next.Succeeds is not null
        from before in Of(next.Id, credentials).TakeWhile(one => one.Id != next.Id)
        where before.OpenFor.Any(earlier => next.OpenFor.Any(earlier.Overlaps))
        select $"the rules '{before.Id}' and '{next.Id}' answer the same kind of case on the same day";
}

/// <summary>Which rules of a stage's titles answer whom.</summary>
public static class AnsweringRules
{
    /// <summary>The credentials of the stage's entry whose rule is open for the subject on the day; none where the stage is not entered by a credential.</summary>
    public static IReadOnlyList<Credential> Answering(this Stage stage, ProgrammeSet set, Subject subject, DateOnly day)
    {
        var kind = subject.Holds(stage.Entry.Credentials, day) ? CaseKind.Recheck : CaseKind.First;
        return [.. stage.Entry.Credentials.Select(set.Credential).OfType<Credential>().Where(rule => rule.Answers(kind, day))];
    }

    internal static bool Answers(this Credential rule, CaseKind kind, DateOnly day) =>
        rule.OpenFor.IsEmpty || rule.OpenFor.Any(filing => filing.Covers(kind, day));
}
