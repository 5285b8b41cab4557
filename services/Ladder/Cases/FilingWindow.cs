using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>The filing windows of a stage. They tell and remind; no filing is refused by a date, since windows move.</summary>
public sealed record FilingWindow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public WindowShown[] Rounds { get; init; } = [];

    internal static string Key(string programmeId, string stageId) => $"window:{programmeId}/{stageId}";

    public FilingWindow Evolve(IEvent happened) => Fold(happened.Data) with { Id = happened.StreamKey! };

    public FilingWindow Fold(object happened) => happened is FilingWindowSet e
        ? this with
        {
            Rounds = [.. Rounds.Where(r => r.Round != e.Round).Append(new(e.Round, e.OpensOn, e.ClosesOn, e.DocumentRef)).OrderBy(r => r.OpensOn)],
        }
        : this;

    /// <summary>The round that is open on a day; else the next one; else the last one.</summary>
    internal WindowShown? Around(DateOnly day) =>
        Rounds.FirstOrDefault(r => day <= r.ClosesOn) ?? Rounds.LastOrDefault();
}

/// <summary>A round.</summary>
/// <param name="ClosesOn">Last day, as last moved.</param>
public sealed record WindowShown(string Round, DateOnly OpensOn, DateOnly ClosesOn, string DocumentRef);
