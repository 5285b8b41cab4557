using JasperFx.Events.Projections;
using JasperFx.Events.Subscriptions;
using Marten.Events.Projections;

namespace Marten.Subscriptions;

/// <summary>A subscription or asynchronous projection with its name, filter and page size.</summary>
internal sealed class SubscriptionRegistration : EventFilterable, ISubscriptionOptions
{
    public required ISubscription Subscription { get; init; }
    public string Name { get; set; } = "";
    public uint Version { get; set; } = 1;
    public AsyncOptions Options { get; init; } = new();
    public ShardName Shard => new(Name, version: Version);

    /// <summary>It runs in the transaction of the events and has no position.</summary>
    public bool IsInline { get; init; }

    /// <summary>Set for a projection, which alone can be rebuilt.</summary>
    public Projected? Projection { get; init; }

    public static SubscriptionRegistration Of(ISubscription subscription, Action<ISubscriptionOptions>? configure)
    {
        if (subscription is SubscriptionBase named)
        {
            configure?.Invoke(named);
            var registration = new SubscriptionRegistration
            {
                Subscription = named, Name = named.Name, Version = named.Version, Options = named.Options,
            };
            registration.IncludedEventTypes.AddRange(named.IncludedEventTypes);
            return registration;
        }
        var plain = new SubscriptionRegistration { Subscription = subscription, Name = subscription.GetType().Name };
        configure?.Invoke(plain);
        return plain;
    }

    public static SubscriptionRegistration Of(Projected projection, bool isInline = false)
    {
        var registration = new SubscriptionRegistration
        {
            Subscription = new ProjectionSubscription(projection), Name = projection.Name, Options = projection.Options, Projection = projection,
            IsInline = isInline,
        };
        // The database sorts out only what it can name; a base class or an interface is looked at here.
        if (projection.Types.TrueForAll(t => t is { IsAbstract: false, IsInterface: false } && t != typeof(object)))
            registration.IncludedEventTypes.AddRange(projection.Types);
        return registration;
    }
}
