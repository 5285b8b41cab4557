using System.Text.Json;
using Cultivation.Hosting;

namespace Cultivation.Console.Shared;

/// <summary>A line of the timeline of a firm or a case.</summary>
public sealed record TimelineLine(
    long Version, string Type, string TitleZh, string TitleEn, DateOnly? EffectiveOn, DateTimeOffset RecordedAt, string? By, string? TraceId, JsonElement Data);

/// <summary>Who changed what since a form was read.</summary>
internal static class Since
{
    private const int Most = 50;

    /// <summary>The refusal with what others have done since, where the form was filled in for an older version; else as it is.</summary>
    /// <param name="timeline">The gateway's path of the thing's timeline.</param>
    /// <param name="version">For which the form was filled in.</param>
    public static async Task<Problem> Explain(this Gateway gateway, Problem problem, string timeline, string? version, CancellationToken cancellation)
    {
        if (problem.Status is not (StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed) || !long.TryParse(version, out var read))
            return problem;
        try
        {
            var lines = await gateway.Read<Page<TimelineLine>>(Urls.Query(timeline, ("limit", $"{Most}")), cancellation);
            return problem with { Since = [.. lines.Items.Where(line => line.Version > read)] };
        }
        catch (Refused)
        {
            return problem;
        }
    }
}
