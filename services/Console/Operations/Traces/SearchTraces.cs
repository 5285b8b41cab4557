using System.Globalization;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Operations.Traces;

/// <summary>A trace of the list.</summary>
public sealed record FoundTrace(string TraceId, string Service, string Name, DateTimeOffset StartedAt, double DurationMs, long Spans, long Errors, string[] Services);

/// <summary>What traces are searched for: it stands in the address. Empty fields are not asked; days and times are those of Shanghai, as <c>2026-11-29T08:00</c>.</summary>
public sealed record TraceQuery(string? Firm, string? Case, string? Bank, string? Name, string? Service, string? MinMs, string? Failed, string? From, string? To, string? After)
{
    /// <summary>The gateway's path.</summary>
    public string Path => Urls.Query("api/operations/v1/traces",
        ("firm", Firm), ("case", Case), ("bank", Bank), ("name", Name), ("service", Service), ("minMs", MinMs), ("failed", Failed is null ? null : "true"),
        ("from", Instant(From)), ("to", Instant(To)), ("cursor", After));

    private static string? Instant(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, out var local) ? new DateTimeOffset(local, Clock.Offset).ToString("O", CultureInfo.InvariantCulture) : null;
}

/// <summary>Looks for traces by what they are about and by what became of them.</summary>
internal static class SearchTraces
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/traces", Show).For(Standing.Readers);

    private static async Task<IResult> Show([AsParameters] TraceQuery asked, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            return PageSetup.Page<TracesPage>(new { Query = asked, Traces = await gateway.Read<Page<FoundTrace>>(asked.Path, cancellation) });
        }
        catch (Refused refused) when (refused.Problem.Status is StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound)
        {
            return PageSetup.Page<TracesPage>(new { Query = asked, Traces = new Page<FoundTrace>([], null), refused.Problem }, refused.Problem.Status);
        }
    }
}
