namespace Cultivation.Ladder.Firms;

/// <summary>What was recorded of a firm in its own stream.</summary>
internal static class GetTimeline
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}/timeline", Handle)
        .IsQuery(Readers.OfficeAndFirm);

    /// <summary>Newest first; <c>next</c> is the <c>before</c> of the page that follows.</summary>
    private static async Task<Page<HistoryLine>> Handle(
        string id, long? before, int? limit, QueryContext context, CancellationToken cancellation)
    {
        FirmReader.Allow(context, id);
        return await Recorded.Reader.ReadStream(context.Session, Firm.Key(id), before, limit, cancellation) ?? throw new RuleBroken("firm.unknown", new { id });
    }
}
