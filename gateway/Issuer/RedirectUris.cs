namespace Cultivation.Gateway.Issuer;

/// <summary>Who may send people here: <c>Issuer:RedirectUris:{client}</c> is one absolute address, or a list of them.</summary>
internal sealed class RedirectUris(IConfiguration configuration)
{
    /// <summary>Whether the client is known.</summary>
    public bool Has(string client) => Of(client).Length > 0;

    /// <summary>Whether the client may be answered at the address, which is compared character by character.</summary>
    public bool Has(string client, string redirectUri) => Of(client).Contains(redirectUri, StringComparer.Ordinal);

    /// <summary>Whether somebody who has signed out may be sent to the address: any that is on an origin of the client's redirect URIs.</summary>
    public bool HasOrigin(string client, string address) =>
        Origin(address) is { } origin && Of(client).Select(Origin).Contains(origin, StringComparer.Ordinal);

    /// <summary>Scheme, host and port; null where the text is no http address.</summary>
    public static string? Origin(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "" }
            ? uri.GetLeftPart(UriPartial.Authority) : null;

    private string[] Of(string client)
    {
        var section = configuration.GetSection("Issuer:RedirectUris").GetChildren().FirstOrDefault(child => child.Key == client);
        return section is null ? [] : section.Value is { } one ? [one] : section.Get<string[]>() ?? [];
    }
}
