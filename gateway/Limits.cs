using System.Globalization;
using System.Threading.RateLimiting;
using Cultivation.Hosting;

namespace Cultivation.Gateway;

/// <param name="PerSecond">Requests that are added to what a caller may do, each second.</param>
/// <param name="Burst">Requests that a caller who was quiet may do at once.</param>
internal sealed record RequestLimit(int PerSecond, int Burst);

/// <summary>How often one caller may ask: a token bucket per subject, or per address of one who shows no valid token. <c>Limits:Requests</c> has an entry
/// <c>anonymous</c>, an entry <c>person</c>, and one for each role that has a limit of its own.</summary>
internal static class Limits
{
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var limits = builder.Configuration.GetRequiredSection("Limits:Requests").Get<Dictionary<string, RequestLimit>>()!;
        // BodyLimit counts; Kestrel's own limit would cut the connection instead of answering.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string Limit, string Caller)>(http =>
                http.Request.Path.StartsWithSegments("/health")
                    ? RateLimitPartition.GetNoLimiter(("", ""))
                    : RateLimitPartition.GetTokenBucketLimiter(Partition(http, limits), partition => Bucket(limits[partition.Limit])));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var span) ? (int)Math.Ceiling(span.TotalSeconds) : 1;
                rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                return new(rejected.HttpContext.Refuse("request.too-many", new { retryAfter = wait }));
            };
        });
    }

    private static (string Limit, string Caller) Partition(HttpContext http, Dictionary<string, RequestLimit> limits)
    {
        if (http.User.Identity is not { IsAuthenticated: true })
            return ("anonymous", http.Connection.RemoteIpAddress?.ToString() ?? "");
        var person = Person.Of(http.User);
        return (person.Roles.Where(limits.ContainsKey).MaxBy(role => limits[role].PerSecond) ?? "person", person.Subject);
    }

    private static TokenBucketRateLimiterOptions Bucket(RequestLimit limit) => new()
    {
        TokenLimit = limit.Burst,
        TokensPerPeriod = limit.PerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    };
}
