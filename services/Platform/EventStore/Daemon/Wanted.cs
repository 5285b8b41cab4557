using Marten.Subscriptions;

namespace Marten.Events.Daemon;

/// <summary>What a reader of the log needs of it.</summary>
/// <param name="Types">Stored names; null for all.</param>
/// <param name="Whole">Metadata, too; false for the fold of a class that sees payloads only.</param>
internal sealed record Wanted(HashSet<string>? Types, bool Whole)
{
    public static readonly Wanted All = new(null, true);

    public static Wanted Of(SubscriptionRegistration registration, EventTypes types) =>
        new(types.NamesOf(registration.IncludedEventTypes), registration.Projection is not { SeesPayloadsOnly: true });
}
