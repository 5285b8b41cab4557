namespace Cultivation.Ladder.Cases;

/// <summary>Papers that the firm owes, or owed last.</summary>
/// <param name="Items">Those that have not come.</param>
/// <param name="AskedOn">The day from which the term counts.</param>
/// <param name="DueOn">Last day; null while the calendar of its year is not published.</param>
/// <param name="Round">How many notices there were; acceptance with gaps is one.</param>
public sealed record Supplement(string[] Items, DateOnly AskedOn, DateOnly? DueOn, SlaPlan Term, int Round)
{
    /// <summary>Something is owed.</summary>
    internal bool Open => Items.Length > 0;

    internal static Supplement Of(SupplementRequested e) => new(e.Items, Clock.Day(e.RequestedOn), e.DueOn, e.Term, e.Round);

    internal static Supplement Of(CaseAcceptedWithGaps e, DateOnly acceptedOn, int round) => new(e.MissingDocuments, acceptedOn, e.SupplementDueOn, e.Term, round);
}
