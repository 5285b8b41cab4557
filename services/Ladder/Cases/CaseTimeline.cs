using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Cases;

/// <summary>Who did what to a case, and when: a person whose form is out of date sees what has changed since.</summary>
internal static class CaseTimeline
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases/{number}/timeline", Handle).IsQuery(Readers.Office);

    /// <summary>Newest first; <c>next</c> is the <c>before</c> of the page that follows.</summary>
    private static async Task<Page<HistoryLine>> Handle(
        string number, long? before, int? limit, QueryContext context, CancellationToken cancellation) =>
        await Recorded.Reader.ReadStream(context.Session, Case.Key(number), before, limit, cancellation) ?? throw new RuleBroken("case.unknown", new { number });
}
