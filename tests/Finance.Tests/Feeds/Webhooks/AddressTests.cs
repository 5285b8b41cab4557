using System.Net;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Kit;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>Where a request goes is decided when the connection is made.</summary>
public sealed class AddressTests
{
    private static readonly Message Message = new("1-1", "application/json", "{}"u8.ToArray(), null, false);

    [Fact]
    public async Task a_name_that_leads_to_loopback_is_not_called()
    {
        await using var receiver = await Receiver.StartAsync();
        var port = new Uri(receiver.Address).Port;
        using var http = Http(allowPrivate: false, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("::ffff:127.0.0.1")]));
        Assert.Equal("address-not-public", (await Send(http, $"https://hooks.bank.example:{port}/")).Reason);
        Assert.Equal("address-not-public", (await Send(http, $"https://127.0.0.1:{port}/")).Reason);
        Assert.Empty(receiver.Arrivals);
    }

    [Fact]
    public async Task a_name_is_resolved_for_each_connection_so_it_cannot_come_to_mean_another_address()
    {
        await using var receiver = await Receiver.StartAsync();
        var asked = 0;
        using var http = Http(allowPrivate: false, (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Parse("10.0.0.1") : IPAddress.Loopback]));
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal("address-not-public", (await Send(http, $"https://hooks.bank.example:{new Uri(receiver.Address).Port}/")).Reason);
            Assert.Equal(i, asked);
        }
        Assert.Empty(receiver.Arrivals);
    }

    [Fact]
    public async Task plain_http_is_not_called_where_configuration_does_not_allow_it()
    {
        await using var receiver = await Receiver.StartAsync();
        using var http = Http(allowPrivate: false, Dns.GetHostAddressesAsync);
        Assert.Equal("address-not-public", (await Send(http, receiver.Address)).Reason);
        Assert.Empty(receiver.Arrivals);
    }

    [Fact]
    public async Task an_unknown_name_and_a_receiver_without_tls_are_named_so()
    {
        await using var receiver = await Receiver.StartAsync();
        using var http = Http(allowPrivate: true, (host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation));
        Assert.Equal("name-not-resolved", (await Send(http, "https://hooks.bank.invalid/")).Reason);
        Assert.Equal("tls-failed", (await Send(http, $"https://127.0.0.1:{new Uri(receiver.Address).Port}/")).Reason);
    }

    [Fact]
    public async Task an_answer_without_end_counts_by_its_status_and_cookies_are_forgotten()
    {
        await using var receiver = await Receiver.StartAsync();
        var cookies = new List<string>();
        receiver.Answer = async (_, http) =>
        {
            cookies.Add(http.Request.Headers.Cookie.ToString());
            http.Response.Headers.SetCookie = "a=b";
            await http.Response.WriteAsync(new string('x', 100_000));
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        using var http = Http(allowPrivate: true, Dns.GetHostAddressesAsync);
        for (var i = 0; i < 2; i++)
            Assert.Equal(new Answer(200, null), await Send(http, receiver.Address));
        Assert.Equal(["", ""], cookies);
    }

    private static WebhookHttp Http(bool allowPrivate, Resolve resolve) =>
        new(Standings.Settings with { AllowPrivate = allowPrivate }, TimeProvider.System, resolve);

    private static Task<Answer> Send(WebhookHttp http, string address) => http.Send(address, [Signature.NewSecret()], Message, CancellationToken.None);
}
