using System.Globalization;
using Cultivation.Hosting;
using Cultivation.Hosting.Telemetry;

namespace Cultivation.Gateway.Operations;

/// <summary>
/// Traces of the embedded store that answer a search, those that began last first: about a firm, a case or a bank, with a span of some name, that failed, that
/// took so long. Without <c>from</c> the last hour is searched, for a firm, case or bank all that is kept.
/// </summary>
internal static class FindTraces
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/traces", Handle).IsQuery(Roles.Operator);

    /// <param name="firm">A firm's id, and <paramref name="case"/> a case's number, <paramref name="bank"/> a bank's id: one of them.</param>
    /// <param name="name">A part of a span's name.</param>
    /// <param name="service">A process that took part.</param>
    /// <param name="minMs">Milliseconds from the first span's start to the last one's end.</param>
    /// <param name="failed">Only traces in which a span failed.</param>
    /// <param name="from">First instant.</param>
    /// <param name="to">First instant after.</param>
    /// <param name="cursor">The <c>next</c> of the page before.</param>
    private static async Task<IResult> Handle(
        IServiceProvider services, TimeProvider time, CancellationToken cancellation, string? firm = null, string? @case = null, string? bank = null,
        string? name = null, string? service = null, double? minMs = null, bool failed = false, DateTimeOffset? from = null, DateTimeOffset? to = null,
        string? cursor = null, int? limit = null)
    {
        var subjects = new[] { ("firm", firm), ("case", @case), ("bank", bank) }.Where(s => !string.IsNullOrEmpty(s.Item2)).Select(s => $"{s.Item1}:{s.Item2}").ToList();
        if (subjects.Count > 1) throw new RuleBroken("trace.one-subject");
        var until = to ?? time.GetUtcNow().AddMinutes(1);
        var since = from ?? (subjects.Count == 1 ? DateTimeOffset.UnixEpoch : until.AddMinutes(-61));
        var most = Paging.Most(limit);
        var search = new TraceSearch(subjects.FirstOrDefault(), Given(name), Given(service), failed, since, until, minMs, cursor is null ? null : Read(cursor));
        var found = await services.Store().Find(search, most + 1, cancellation);
        return Results.Json(Paging.Page(found, most, trace => $"{trace.StartedAt.UtcTicks}-{trace.TraceId}"), Json.Web);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static (DateTimeOffset StartedAt, string TraceId) Read(string cursor) =>
        cursor.Split('-') is [var ticks, { Length: 32 } trace] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at)
            && at >= DateTimeOffset.MinValue.UtcTicks && at <= DateTimeOffset.MaxValue.UtcTicks
            ? (new(at, TimeSpan.Zero), trace)
            : throw new RuleBroken("page.cursor");

    /// <exception cref="RuleBroken"><c>trace.elsewhere</c>: telemetry goes out by OTLP, or nowhere.</exception>
    internal static SpanReads Store(this IServiceProvider services) => services.GetService<SpanReads>() ?? throw new RuleBroken("trace.elsewhere");
}
