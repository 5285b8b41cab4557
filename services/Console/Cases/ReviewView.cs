using Cultivation.Console.Shared;

namespace Cultivation.Console.Cases;

/// <summary>The last review of a case.</summary>
/// <param name="Rule">mean or trimmedMean.</param>
/// <param name="Value">Null until it is closed.</param>
public sealed record ReviewView(string Number, string StageId, string? CriterionId, string Rule, ReviewItem[] Items, PanelMember[] Panel, decimal? Value)
{
    public bool Open => Value is null;

    /// <summary>Every sheet is in.</summary>
    public bool Complete => Panel.All(member => member.Scored);

    /// <summary>The reader is one of the panel.</summary>
    public bool Sits(Reader reader) => Panel.Any(member => member.PersonRef == reader.Person.Subject);

    /// <summary>The reader's sheet is in.</summary>
    public bool Scores(Reader reader) => Panel.Any(member => member.PersonRef == reader.Person.Subject && member.Scored);
}

/// <summary>A line of the score sheet.</summary>
public sealed record ReviewItem(string Id, string Name, decimal Most);

/// <summary>One who scores.</summary>
/// <param name="Total">Null where it is not in, or not for the reader to see yet.</param>
public sealed record PanelMember(string PersonRef, string Expertise, bool Scored, decimal? Total);
