using System.Net;
using System.Net.Sockets;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Which addresses a webhook may connect to: those of the public internet, by IANA's registries of special-purpose addresses (RFC 6890). So a bank
/// cannot make this house call itself, its neighbours, or its host's metadata service.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
            "100.64.0.0/10", // shared by a carrier's customers
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, and clouds' metadata
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation
            "192.88.99.0/24", // relays to IPv6
            "198.18.0.0/15", // benchmarks
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
        }.Select(IPNetwork.Parse),
    ];

    // All that is global unicast, without those parts that carry an IPv4 address inside or lead nowhere.
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
    [
        .. new[]
        {
            "2001::/23", // protocol assignments, with Teredo
            "2001:db8::/32", "3fff::/20", // documentation
            "2002::/16", // 6to4
        }.Select(IPNetwork.Parse),
    ];

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !SpecialV4.Any(net => net.Contains(plain)),
            AddressFamily.InterNetworkV6 => plain.ScopeId == 0 && GlobalV6.Contains(plain) && !SpecialV6.Any(net => net.Contains(plain)),
            _ => false,
        };
    }

    /// <summary>What can be said of a host before its name is resolved: an address must be public, and a name must have a domain.</summary>
    public static bool MayBe(Uri address) => address.HostNameType switch
    {
        UriHostNameType.IPv4 or UriHostNameType.IPv6 => IPAddress.TryParse(address.IdnHost, out var literal) && Is(literal),
        UriHostNameType.Dns => address.IdnHost.TrimEnd('.') is var name && name.Contains('.', StringComparison.Ordinal)
            && !name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith(".internal", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
