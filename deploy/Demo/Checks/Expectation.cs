using System.Globalization;

namespace Cultivation.Demo.Checks;

/// <summary>A number that the loaded system must give.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="KnownOn">As known on this day; null for today.</param>
/// <param name="Operator">=, >= or >, as the source words it.</param>
/// <param name="Source">The document or data behind the number.</param>
/// <param name="Conflict">What another paper says for the same day; both stay on record and the higher one is asked for.</param>
internal sealed record Expectation(
    Measure Measure, DateOnly AsOf, DateOnly? KnownOn, string Operator, int Value, string Source, string? Conflict = null)
{
    public bool IsMetBy(int actual) => Operator switch
    {
        "=" => actual == Value,
        ">=" => actual >= Value,
        ">" => actual > Value,
        _ => throw new InvalidOperationException($"unknown operator {Operator}"),
    };

    public string Expected => string.Create(CultureInfo.InvariantCulture, $"{(Operator == "=" ? "" : Operator)}{Value}");
}

/// <summary>家 on the stage jd.hnte, or 家次 of the city's little giants, cultivation included.</summary>
internal enum Measure { HighTechFirms, GiantAwards }
