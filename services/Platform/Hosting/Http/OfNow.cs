using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>Refuses the days <c>asOf</c> and <c>knownOn</c> of a question that is answered for now only, rather than ignoring them.</summary>
internal static class OfNow
{
    private static readonly string[] Days = ["asOf", "knownOn"];

    /// <exception cref="RuleBroken"><c>query.of-now</c>.</exception>
    public static EndpointFilterDelegate Refuse(EndpointFilterFactoryContext endpoint, EndpointFilterDelegate next)
    {
        string[] refused = [.. Days.Except(endpoint.MethodInfo.GetParameters().Select(p => p.Name!))];
        return refused.Length == 0 ? next : asked => refused.FirstOrDefault(asked.HttpContext.Request.Query.ContainsKey) is { } parameter
            ? throw new RuleBroken("query.of-now", new { parameter })
            : next(asked);
    }
}
