using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Microsoft.Extensions.DependencyInjection;

namespace Marten.Subscriptions;

/// <summary>A subscription made anew for each page. Its own name, filter and options count.</summary>
internal sealed class ScopedSubscription<T> : SubscriptionBase where T : class, ISubscription
{
    readonly IServiceProvider provider;

    public ScopedSubscription(IServiceProvider provider)
    {
        this.provider = provider;
        Name = typeof(T).Name;
        using var scope = provider.CreateScope();
        if (scope.ServiceProvider.GetRequiredService<T>() is not SubscriptionBase own) return;
        (Name, Version, Options.BatchSize) = (own.Name, own.Version, own.Options.BatchSize);
        IncludedEventTypes.AddRange(own.IncludedEventTypes);
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<T>().ProcessEventsAsync(page, controller, operations, cancellationToken);
    }
}
