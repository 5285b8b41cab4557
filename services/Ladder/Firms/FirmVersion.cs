using JasperFx.Events;

namespace Cultivation.Ladder.Firms;

/// <summary>What an edit of a firm answers.</summary>
/// <param name="Version">For the next If-Match.</param>
/// <param name="Events">How many events were recorded; 0 where nothing changed.</param>
internal sealed record FirmVersion(string Id, long Version, int Events)
{
    /// <summary>Appends and answers.</summary>
    public static Reply Reply(IEventStream<Firm> stream, IReadOnlyCollection<object> happened)
    {
        if (happened.Count > 0)
            stream.AppendMany(happened);
        var version = (stream.StartingVersion ?? 0) + happened.Count;
        return Hosting.Reply.Ok(new FirmVersion(Firm.IdOf(stream.Aggregate!.Id), version, happened.Count), version);
    }
}
