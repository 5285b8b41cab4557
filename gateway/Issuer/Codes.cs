using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Cultivation.Gateway.Issuer;

/// <summary>What a code was given for.</summary>
internal sealed record CodeGrant(DemoPerson Person, AuthorizationRequest Request, DateTimeOffset Until);

/// <summary>Codes that were given and not yet taken. They live 60 s, in this process's memory, and are gone with the first who shows them.</summary>
internal sealed class Codes(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, CodeGrant> given = new(StringComparer.Ordinal);

    /// <summary>A code for the client to take.</summary>
    public string Give(DemoPerson person, AuthorizationRequest request)
    {
        var now = time.GetUtcNow();
        foreach (var (old, grant) in given)
            if (grant.Until <= now) given.TryRemove(old, out _);
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        given[code] = new(person, request, now + Life);
        return code;
    }

    /// <summary>What the code was given for; null where it is unknown, used, too old, another client's or redirect URI's, or the verifier is not the one whose
    /// hash came with the request (RFC 7636, section 4.6).</summary>
    public CodeGrant? Take(string code, string client, string redirectUri, string verifier) =>
        given.TryRemove(code, out var grant) && grant.Until > time.GetUtcNow()
        && grant.Request.Client == client && grant.Request.RedirectUri == redirectUri
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(grant.Request.Challenge), Challenge(verifier))
            ? grant : null;

    private static byte[] Challenge(string verifier) => Base64Url.EncodeToUtf8(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
