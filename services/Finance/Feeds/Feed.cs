using JasperFx.Events;

namespace Cultivation.Finance.Feeds;

/// <summary>A bank's feed; stream <c>feed:{bank}</c>. Holds nothing but its version, which is the bank's cursor.</summary>
public sealed record Feed(string Id, long Version)
{
    /// <summary>Before the first entry.</summary>
    public Feed() : this("", 0) { }

    /// <summary>Key of a bank's feed.</summary>
    public static string Key(string bankId) => $"feed:{bankId}";

    /// <summary>The feed with one more entry.</summary>
    public Feed Evolve(IEvent happened) => this with { Id = happened.StreamKey!, Version = happened.Version };
}
