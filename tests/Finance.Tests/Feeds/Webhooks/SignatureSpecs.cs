using System.Text;
using Cultivation.Finance.Feeds.Webhooks;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

public sealed class SignatureSpecs
{
    private static readonly byte[] Secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    [Fact]
    public void the_published_example_of_the_standard_is_signed_so() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Signature.Of([Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, Body));

    [Fact]
    public void each_valid_secret_gives_a_signature_and_a_space_stands_between()
    {
        var other = Signature.NewSecret();
        Assert.Equal(
            $"{Signature.Of([other], "1-7", 1, Body)} {Signature.Of([Secret], "1-7", 1, Body)}", Signature.Of([other, Secret], "1-7", 1, Body));
    }

    [Fact]
    public void a_secret_is_shown_with_its_prefix_and_has_as_many_bytes_as_the_standard_asks_for()
    {
        var (one, other) = (Signature.Shown(Signature.NewSecret()), Signature.Shown(Signature.NewSecret()));
        Assert.NotEqual(one, other);
        Assert.StartsWith("whsec_", one, StringComparison.Ordinal);
        Assert.InRange(Convert.FromBase64String(one["whsec_".Length..]).Length, 24, 64);
    }
}
