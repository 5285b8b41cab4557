using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>A meeting, as its page shows it.</summary>
public sealed record Meeting
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public BatchMeetingRecorded? Held { get; init; }

    internal static string Key(string id) => $"meeting:{id}";

    public Meeting Evolve(IEvent happened) => this with { Id = happened.StreamKey!, Held = (BatchMeetingRecorded)happened.Data };

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/meetings/{id}", Handle).IsQuery(Readers.Office);

    private static async Task<BatchMeetingRecorded> Handle(string id, QueryContext context, CancellationToken cancellation) =>
        (await context.Session.LoadAsync<Meeting>(Key(id), cancellation))?.Held ?? throw new RuleBroken("meeting.unknown", new { id });
}
