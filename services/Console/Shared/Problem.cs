using System.Text.Json;
using System.Text.Json.Serialization;
using Cultivation.Hosting;

namespace Cultivation.Console.Shared;

/// <summary>A refusal of the gateway or of a service (RFC 9457).</summary>
/// <param name="Code">Stable; <c>gateway.unreachable</c> is the console's own.</param>
/// <param name="Title">In the reader's language.</param>
public sealed record Problem(int Status, string Code, string Title, string? TraceId)
{
    /// <summary>What the refusal names besides: a field, the known words, who else changed it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Details { get; init; }

    /// <summary>What others did since the form was read, the newest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<TimelineLine> Since { get; init; } = [];

    /// <summary>What was asked does not exist.</summary>
    [JsonIgnore]
    public bool NotFound => Status == StatusCodes.Status404NotFound;

    /// <summary>The form was filled in for an older version.</summary>
    [JsonIgnore]
    public bool Stale => Status == StatusCodes.Status412PreconditionFailed;

    /// <summary>Others may have been quicker.</summary>
    [JsonIgnore]
    public bool Overtaken => Stale || Status == StatusCodes.Status409Conflict;

    /// <summary>The same with what others have done since, where the form was filled in for an older version.</summary>
    /// <param name="timeline">The newest lines of the thing.</param>
    internal Problem Explained(TriedAct? tried, IEnumerable<TimelineLine> timeline) => Explained(tried?.Form, timeline);

    /// <summary>The same, asked of the service where others may have been quicker.</summary>
    /// <param name="timeline">The gateway's path of the thing's timeline.</param>
    internal async Task<Problem> Explained(IFormCollection? form, string timeline, Gateway gateway, CancellationToken cancellation) =>
        Overtaken ? Explained(form, (await gateway.Read<Page<TimelineLine>>(timeline, cancellation)).Items) : this;

    private Problem Explained(IFormCollection? form, IEnumerable<TimelineLine> timeline) =>
        Overtaken && long.TryParse(form.Text("version"), out var read) ? this with { Since = [.. timeline.Where(line => line.Version > read)] } : this;
}

/// <summary>The gateway did not do what it was asked. Uncaught, it becomes a page.</summary>
public sealed class Refused(Problem problem) : Exception(problem.Code)
{
    /// <summary>What was said.</summary>
    public Problem Problem => problem;

    /// <summary>The form's page says it, so that what was filled in is not lost; what else goes wrong has a page of its own.</summary>
    public bool IsShown => problem.Status is >= 400 and < 500 and not StatusCodes.Status401Unauthorized;

    /// <summary>No rules are in force by which the question could be answered: the page says the rest.</summary>
    public bool NoRules => problem.Status is StatusCodes.Status404NotFound or StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity;
}
