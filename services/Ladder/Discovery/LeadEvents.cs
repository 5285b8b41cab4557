using System.Globalization;
using Cultivation.Criteria;

namespace Cultivation.Ladder.Discovery;

// Stored for ever in the stream lead:{id}: add, never rename.

/// <summary>Somebody or a screen found a firm that may reach a stage.</summary>
/// <param name="StageId">The stage that it may reach.</param>
/// <param name="FoundBy">Who, as the token names them; the screen's id where a screen found it.</param>
/// <param name="Missing">Conditions that were not met then.</param>
/// <param name="Open">Conditions that waited for data or a person then.</param>
/// <param name="Reasons">What the rules say is missing.</param>
/// <param name="Said">Why, in the words of who found it; null where a screen did.</param>
/// <param name="Met">Which criteria of its own the screen found met; null where it has none, and where no screen found the firm.</param>
public sealed record LeadDiscovered(
    string LeadId, string FirmId, string Uscc, string StageId, LeadChannel Channel, string FoundBy, int? Missing, int? Open, Text[] Reasons, DateOnly FoundOn,
    LeadWords? Said = null, CriterionMet[]? Met = null);

/// <summary>A criterion that a firm met on the day on which it was found.</summary>
/// <param name="Value">The firm's figure, in <paramref name="Unit"/>; null where the criterion compares none.</param>
/// <param name="Content">What is compared instead of a figure, such as a code.</param>
public sealed record CriterionMet(string CriterionId, Text Text, decimal? Value, string? Unit, string? Content)
{
    internal static CriterionMet Of(CriterionResult answered) => new(answered.Id, answered.Text, answered.Value, answered.Unit, answered.Content);

    /// <summary>As a reason that people read.</summary>
    internal Text Said()
    {
        var value = Value is { } number ? $"{number.ToString("0.####", CultureInfo.InvariantCulture)} {Unit}".TrimEnd() : Content;
        return value is null ? new($"符合筛选条件:{Text.Zh}", $"Meets the screen: {Text.En}") : new($"符合筛选条件:{Text.Zh}({value})", $"Meets the screen: {Text.En} ({value})");
    }
}

/// <summary>A reason in a person's own words, in both languages.</summary>
public sealed record LeadWords(FreeText Zh, FreeText En);

/// <summary>Somebody serves the firm towards the stage (服务一批).</summary>
public sealed record LeadTaken(string LeadId, string TakenBy, DateOnly TakenOn);

/// <summary>The firm has filed (推荐一批).</summary>
public sealed record LeadHandedOver(string LeadId, string CaseNumber, string By, DateOnly On);

public sealed record LeadDismissed(string LeadId, LeadEnd Reason, string By, DateOnly On);

/// <summary>A dismissal or a hand-over was a mistake; the lead waits again.</summary>
public sealed record LeadReopened(string LeadId, string By, DateOnly On);

/// <summary>By which way a lead came.</summary>
public enum LeadChannel { Screen, Self, Town, Institution, Visit, Contest }

/// <summary>Why a lead is not followed.</summary>
public enum LeadEnd { NotInterested, NotSuitable, MovedAway, Duplicate, WrongFigures }
