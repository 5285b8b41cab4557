using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cultivation.Merkle.Tests;

public sealed class CheckpointSpecs
{
    private static readonly Checkpoint One = new("310114", 12, new string('a', 64), "2026-11-25T02:30:00.000000Z", null, "kid", "");

    [Fact]
    public void signed_is_the_canonical_json_of_all_but_the_signature() => Assert.Equal(
        $$"""{"district":"310114","keyId":"kid","previous":null,"root":"{{One.Root}}","size":12,"time":"2026-11-25T02:30:00.000000Z"}""",
        Encoding.UTF8.GetString((One with { Signature = "x" }).Body()));

    [Fact]
    public void a_signature_is_of_one_key_and_one_text()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = Base64Url.EncodeToString(key.SignData(One.Body(), HashAlgorithmName.SHA256));
        Assert.True(PublicKey.Of(key).Signed(One.Body(), signature));
        Assert.False(PublicKey.Of(other).Signed(One.Body(), signature));
        Assert.False(PublicKey.Of(key).Signed((One with { Size = 13 }).Body(), signature));
        Assert.False(PublicKey.Of(key).Signed(One.Body(), "not base64url!"));
        Assert.False(new PublicKey("AAAA", "AAAA").Signed(One.Body(), signature));
    }

    /// <summary>An elliptic key of RFC 7517, appendix A.1, and its thumbprint by RFC 7638, which hashes the canonical text.</summary>
    [Fact]
    public void a_key_is_named_by_its_thumbprint()
    {
        var key = new PublicKey("MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM");
        var text = """{"crv":"P-256","kty":"EC","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}""";
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text))), key.Id);
    }
}
