namespace Cultivation.Criteria;

/// <summary>Whether one of some credentials holds on the day asked about.</summary>
internal sealed record CredentialValid(string Id, Text Name, Text Text, ImmutableArray<string> Credentials) : Metric(Id, "yesNo", Name, Text)
{
    internal override Measurement Measure(Question question)
    {
        var held = false;
        foreach (var recognition in question.Subject.Recognitions.Where(recognition => Credentials.Contains(recognition.CredentialType)))
        {
            question.Inputs.Add(Holding.Input(recognition));
            held |= recognition.HoldsOn(question.AsOf);
        }
        return Measurement.Of(held, Unit);
    }
}

/// <summary>
/// Whether the case is a re-check of a title held, not a first recognition: as it is asked about, else by one of the title's credentials that holds on the day.
/// </summary>
internal sealed record Recheck(string Id, Text Name, Text Text, ImmutableArray<string> Credentials) : Metric(Id, "yesNo", Name, Text)
{
    internal override Measurement Measure(Question question)
    {
        var held = question.Subject.Recognitions.Where(recognition => Credentials.Contains(recognition.CredentialType)).ToList();
        question.Inputs.AddRange(held.Select(Holding.Input));
        return Measurement.Of(question.Kind is { } kind ? kind is CaseKind.Recheck : held.Exists(one => one.HoldsOn(question.AsOf)), Unit);
    }
}

/// <summary>The credentials that hold on the day, for the operators holds and lacks. Built in as <c>credentialValid</c>.</summary>
internal sealed record CredentialsHeld(string Id, Text Name, Text Text) : Metric(Id, "code", Name, Text)
{
    internal override Measurement Measure(Question question)
    {
        question.Inputs.AddRange(question.Subject.Recognitions.Select(Holding.Input));
        return Measurement.Of([.. question.Subject.Recognitions.Where(held => held.HoldsOn(question.AsOf)).Select(held => held.CredentialType)]);
    }
}

/// <summary>
/// The stages the firm stands on: their ids for holds and lacks, the highest order (0 for none) for numbers. Built in as <c>stageHeld</c>.
/// </summary>
internal sealed record StagesHeld(string Id, Text Name, Text Text) : Metric(Id, "order", Name, Text)
{
    internal override Measurement Measure(Question question)
    {
        question.Inputs.AddRange(question.Subject.Stages.Select(held => new Input("stage", null, null, held.Order, held.StageId, "order", null)));
        var highest = question.Subject.Stages.Select(held => held.Order).DefaultIfEmpty(0).Max();
        return Measurement.Of(new Plain(highest, Unit)) with { Codes = [.. question.Subject.Stages.Select(held => held.StageId)] };
    }
}

/// <summary>How often one of some credentials was ever granted up to the day (家次); ended and revoked ones count, since they were on a list.</summary>
internal sealed record RecognitionCount(string Id, Text Name, Text Text, ImmutableArray<string> Credentials) : Metric(Id, "count", Name, Text)
{
    internal override Measurement Measure(Question question)
    {
        var granted = question.Subject.Recognitions.Where(one => Credentials.Contains(one.CredentialType) && one.ValidFrom <= question.AsOf).ToList();
        question.Inputs.AddRange(granted.Select(Holding.Input));
        return Measurement.Of(new Plain(granted.Count, Unit));
    }
}

/// <summary>
/// How many conditions of a credential are missing; unknown ones and those that wait for a person count as missing. Criteria that count with
/// another make one condition with it (the eight conditions of 国科发火〔2016〕32号 art. 11, where the share and the place of R&amp;D are one).
/// </summary>
internal sealed record ConditionsMissing(string Id, Text Name, Text Text, string Credential) : Metric(Id, "count", Name, Text)
{
    public override bool ReadsRecordsOnly => false;

    internal override string? Evaluates => Credential;

    internal override Measurement Measure(Question question)
    {
        if (question.Set?.Credential(Credential)?.Criteria is not { } conditions)
            return Measurement.Unknown(Reasons.NoConditions(Credential));
        var missing = new HashSet<string>();
        foreach (var condition in conditions.Items)
        {
            var result = Answer.To(condition, question).Result;
            if (result is Result.Met or Result.NotApplicable)
                continue;
            missing.Add(condition.CountsWith ?? condition.Id);
            question.Inputs.Add(new("condition", null, null, null, condition.Id, null, null, Reasons.Of(result)));
        }
        return Measurement.Of(new Plain(missing.Count, Unit));
    }
}

/// <summary>A value that only a person or an authority can give, by a judgement.</summary>
internal sealed record Judged(string Id, string Unit, Text Name, Text Text) : Metric(Id, Unit, Name, Text)
{
    public override bool ReadsRecordsOnly => false;

    internal override Measurement Measure(Question question) => Measurement.NeedsPerson(Reasons.AskPerson);
}

internal static class Holding
{
    public static Input Input(Recognition recognition) => new(
        "recognition", recognition.ValidFrom.Year, null, null,
        $"{recognition.CredentialType} {recognition.ValidFrom:O}/{recognition.ValidTo:O}{(recognition.RevokedFrom is { } from ? $" revoked {from:O}" : "")}",
        null, null);
}
