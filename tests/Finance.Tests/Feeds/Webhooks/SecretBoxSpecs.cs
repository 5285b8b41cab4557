using System.Security.Cryptography;
using Cultivation.Finance.Feeds.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

public sealed class SecretBoxSpecs
{
    private static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string NewKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string OtherKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly SecretBox box = new(Configured(Key));
    private readonly byte[] secret = Signature.NewSecret();

    [Fact]
    public void what_was_sealed_is_opened() => Assert.Equal(secret, box.Open("310114", "bank-a", box.Seal("310114", "bank-a", secret)));

    [Fact]
    public void it_is_sealed_each_time_anew_and_not_readable()
    {
        Assert.NotEqual(box.Seal("310114", "bank-a", secret), box.Seal("310114", "bank-a", secret));
        Assert.DoesNotContain(Convert.ToHexString(secret), Convert.ToHexString(Convert.FromBase64String(box.Seal("310114", "bank-a", secret))), StringComparison.Ordinal);
    }

    [Fact]
    public void another_bank_district_or_key_opens_nothing()
    {
        var text = box.Seal("310114", "bank-a", secret);
        Assert.ThrowsAny<CryptographicException>(() => box.Open("310114", "bank-b", text));
        Assert.ThrowsAny<CryptographicException>(() => box.Open("310106", "bank-a", text));
        Assert.ThrowsAny<CryptographicException>(() => new SecretBox(Configured(Convert.ToBase64String(new byte[32]))).Open("310114", "bank-a", text));
        Assert.ThrowsAny<CryptographicException>(() => box.Open("310114", "bank-a", Convert.ToBase64String(new byte[8])));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no base64")]
    [InlineData("c2hvcnQ=")]
    public void a_key_that_is_none_is_refused(string? key) => Assert.Throws<InvalidOperationException>(() => new SecretBox(Configured(key)));

    [Fact]
    public void of_several_keys_the_first_seals_and_all_open()
    {
        var old = box.Seal("310114", "bank-a", secret);
        var both = new SecretBox(Configured(Key, ("k3", NewKey), ("k2", OtherKey)));
        var renewed = both.Seal("310114", "bank-a", both.Open("310114", "bank-a", old));
        Assert.StartsWith("k3:", renewed, StringComparison.Ordinal);
        Assert.Equal((false, true), (both.IsCurrent(old), both.IsCurrent(renewed)));
        Assert.Equal(secret, both.Open("310114", "bank-a", renewed));
        var alone = new SecretBox(Configured(null, ("k3", NewKey)));
        Assert.Equal(secret, alone.Open("310114", "bank-a", renewed));
        Assert.ThrowsAny<CryptographicException>(() => alone.Open("310114", "bank-a", old));
        Assert.ThrowsAny<CryptographicException>(() => alone.Open("310114", "bank-a", renewed.Replace("k3:", "k2:", StringComparison.Ordinal)));
        Assert.ThrowsAny<CryptographicException>(() => both.Open("310114", "bank-a", renewed.Replace("k3:", "k2:", StringComparison.Ordinal)));
        Assert.True(box.IsCurrent(old));
    }

    [Fact]
    public void keys_without_an_id_or_with_the_same_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new SecretBox(Configured(null, ("", NewKey))));
        Assert.Throws<InvalidOperationException>(() => new SecretBox(Configured(null, ("a:b", NewKey))));
        Assert.Throws<InvalidOperationException>(() => new SecretBox(Configured(null, ("k1", NewKey), ("k1", OtherKey))));
        Assert.Throws<InvalidOperationException>(() => new SecretBox(Configured(null, ("k1", "short"))));
    }

    [Fact]
    public async Task a_service_without_a_key_does_not_start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("ConnectionStrings:Store", "Host=localhost"), new("RabbitMq:Uri", "amqp://localhost"), new("RabbitMq:Management", "http://localhost"),
            new("Gateway:Url", "http://localhost"), new("Identity:Authority", "http://localhost"), new("Identity:Audience", "none"),
        ]);
        builder.AddFinance();
        await using var finance = builder.Build();
        var missing = Assert.Throws<InvalidOperationException>(() => finance.Services.GetServices<IHostedService>().ToList());
        Assert.Contains("Webhooks:Key", missing.Message, StringComparison.Ordinal);
    }

    private static IConfigurationRoot Configured(string? key, params (string Id, string Key)[] keys) => new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Webhooks:Key", key), .. keys.SelectMany((one, i) => new KeyValuePair<string, string?>[] { new($"Webhooks:Keys:{i}:Id", one.Id), new($"Webhooks:Keys:{i}:Key", one.Key) }),
    ]).Build();
}
