using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cultivation.Hosting;

/// <summary>
/// Reads again, on an operator's word, what a source ever said of each of its streams, so that the service learns what passed it by: events of types that were not
/// published, or not listened to, when they happened. New changes go on between. After a death it goes on where it stood; a repeat finds nothing to learn.
/// </summary>
internal sealed partial class Rereading(IEnumerable<Reader> readers, Rereadings rereadings, TimeProvider time, ILogger<Rereading> log) : BackgroundService
{
    /// <summary>So late what another process left unfinished goes on here.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var (begun, more) = (rereadings.Begun, false);
            try
            {
                foreach (var open in await rereadings.Read(open: true, stoppingToken))
                    more |= await Page(open, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Again(log, failure);
            }
            if (!more)
                await begun.Within(Poll, time, stoppingToken);
        }
    }

    /// <returns>Whether it was one of this service's sources: else it stays where it is.</returns>
    private async Task<bool> Page(RereadingView open, CancellationToken cancellation)
    {
        if (readers.SingleOrDefault(r => r.Source == open.Source) is not { } reader)
            return false;
        var page = await reader.Streams(open.Kind, open.After, cancellation);
        var (learnt, failed) = (0L, new List<string>());
        foreach (var stream in page.Streams)
        {
            try
            {
                learnt += await reader.Reread(open.Kind, stream, page.Epoch, cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                Failed(log, open.Source, stream.Tenant, stream.Subject, failure);
                failed.Add($"{stream.Tenant} {stream.Subject}");
            }
        }
        await rereadings.Move(open, page, learnt, failed, cancellation);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A source could not be read again; it goes on in a moment")]
    private static partial void Again(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: what it ever said of {Subject} in {Tenant} could not be compared with what is known")]
    private static partial void Failed(ILogger log, string source, string tenant, string subject, Exception failure);
}
