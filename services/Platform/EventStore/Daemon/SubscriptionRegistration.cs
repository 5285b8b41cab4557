using JasperFx.Events.Projections;
using JasperFx.Events.Subscriptions;

namespace Marten.Subscriptions;

/// <summary>A subscription with its name, filter and page size.</summary>
internal sealed class SubscriptionRegistration : EventFilterable, ISubscriptionOptions
{
    public required ISubscription Subscription { get; init; }
    public string Name { get; set; } = "";
    public uint Version { get; set; } = 1;
    public AsyncOptions Options { get; init; } = new();
    public ShardName Shard => new(Name, version: Version);

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
}
