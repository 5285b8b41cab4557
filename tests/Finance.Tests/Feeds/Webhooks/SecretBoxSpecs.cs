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

    private static IConfigurationRoot Configured(string? key) => new ConfigurationBuilder().AddInMemoryCollection([new("Webhooks:Key", key)]).Build();
}
