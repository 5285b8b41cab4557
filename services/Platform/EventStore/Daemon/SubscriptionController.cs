using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;

namespace Marten.Events.Daemon;

internal sealed class SubscriptionController(ShardName name, AsyncOptions options) : ISubscriptionController
{
    public ShardName Name => name;

    public AsyncOptions Options => options;

    public Exception? Failure { get; private set; }

    public long? LastProcessed { get; private set; }

    public Task ReportCriticalFailureAsync(Exception ex)
    {
        Failure = ex;
        return Task.CompletedTask;
    }

    public Task ReportCriticalFailureAsync(Exception ex, long lastProcessed)
    {
        (Failure, LastProcessed) = (ex, lastProcessed);
        return Task.CompletedTask;
    }
}

/// <summary>The subscription asked to be stopped.</summary>
internal sealed class SubscriptionStoppedException(Exception reason) : Exception(reason.Message, reason);
