using System.Security.Cryptography;
using Cultivation.Ladder.Ledger;
using Cultivation.Merkle;
using Microsoft.Extensions.Configuration;

namespace Cultivation.Ladder.Tests.Ledger;

public sealed class SignCheckpointSpecs
{
    private static readonly string Root = new('a', 64);
    private readonly SigningKeys keys = new(new ConfigurationBuilder().AddInMemoryCollection([
        new("Ledger:SigningKey", NewKey()), new("Ledger:SigningKeys:310106", NewKey())]).Build());

    private static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    private object[] Signed(SignedLedger ledger, long size = 12, string keyOf = "310114", bool news = true)
    {
        using var key = keys.Of(keyOf);
        return SignCheckpoint.Decide(ledger, "310114", size, Root, news, key, Given.Now, "wei");
    }

    private static SignedLedger After(params object[] happened) => happened.Aggregate(new SignedLedger(), (ledger, e) => ledger.Fold(e));

    [Fact]
    public void nothing_is_signed_where_nothing_happened() => Assert.Empty(Signed(new(), news: false));

    [Fact]
    public void the_first_checkpoint_brings_its_key_and_the_next_names_the_one_before()
    {
        var first = Signed(new());
        var (key, one) = (Assert.IsType<LedgerKeyIntroduced>(first[0]), Assert.IsType<LedgerCheckpointSigned>(first[1]));
        Assert.Equal((12, Root, null, key.KeyId, "wei"), (one.Size, one.Root, one.Previous, one.KeyId, one.By));
        Assert.True(new PublicKey(key.X, key.Y).Signed(one.Signed().Body(), one.Signature));
        var two = Assert.IsType<LedgerCheckpointSigned>(Assert.Single(Signed(After(first), 20)));
        Assert.Equal(one.Signed().Hash(), two.Previous);
    }

    [Fact]
    public void another_key_is_introduced_and_the_old_one_stays_readable()
    {
        var first = Signed(new());
        var ledger = After([.. first, .. Signed(After(first), 20, keyOf: "310106")]);
        Assert.Equal(2, ledger.PublicKeys().Length);
        Assert.Equal(ledger.Keys[1].KeyId, ledger.Last!.KeyId);
        Assert.Equal(first.OfType<LedgerCheckpointSigned>().Single().Signed().Hash(), ledger.Last.Previous);
        Assert.NotEqual(ledger.Keys[0].KeyId, ledger.Keys[1].KeyId);
    }

    [Fact]
    public async Task a_service_without_a_key_does_not_start() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => new SigningKeys(new ConfigurationBuilder().Build()).StartAsync(TestContext.Current.CancellationToken));
}
