namespace Cultivation.Criteria;

/// <summary>Calendar days, months or years since registration, up to the day asked about. A team has no registration: unmet.</summary>
internal sealed record SinceEstablished(string Id, string Unit, Text Name, Text Text) : Metric(Id, Unit, Name, Text)
{
    internal override Measurement Measure(Question question)
    {
        if (question.Subject.EstablishedOn is not { } established)
            return Measurement.Unmet(Reasons.NoCompany);
        question.Inputs.Add(new("establishedOn", established.Year, null, null, established.ToString("O", CultureInfo.InvariantCulture), null, null));
        return Measurement.Of(new Elapsed(established, question.AsOf, Unit));
    }

    public override bool TurnsWithTime => true;

    // A threshold that holds up to its day is passed on the day after.
    internal override IEnumerable<DateOnly> Turns(Subject subject, IEnumerable<decimal> thresholds) => subject.EstablishedOn is not { } established
        ? []
        : thresholds.Select(new Elapsed(established, established, Unit).ReachedOn).OfType<DateOnly>().SelectMany(day => new[] { day, day.AddDays(1) });
}

/// <summary>Whether there is a company (yes) or only a team (no).</summary>
internal sealed record Incorporated(string Id, Text Name, Text Text) : Metric(Id, "yesNo", Name, Text)
{
    internal override Measurement Measure(Question question) => Measurement.Of(question.Subject.EstablishedOn is not null, Unit);
}

/// <summary>The division of registration, whole (6 digits), or its first digits: 2 for the province, 4 for the city.</summary>
internal sealed record RegisteredDivision(string Id, Text Name, Text Text, int Digits) : Metric(Id, "code", Name, Text)
{
    internal override Measurement Measure(Question question)
    {
        if (question.Subject.RegisteredDivision is not { } division || division.Length < Digits)
            return Measurement.Unknown(Reasons.NoDivision);
        question.Inputs.Add(new("registeredDivision", null, null, null, division, "code", null));
        return Measurement.Of(division[..Digits]);
    }
}
