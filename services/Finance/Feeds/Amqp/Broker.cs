using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>
/// Virtual hosts, users and limits, by the broker's management HTTP API. Every step may be repeated: it makes what is missing and
/// leaves what is there.
/// </summary>
internal sealed class Broker(HttpClient http, BrokerSettings settings)
{
    /// <summary>Makes a bank's virtual host, where this service may declare and fill the queue. A bank's user that is known has its rights there again.</summary>
    public async Task Provide(Place place, CancellationToken cancellation)
    {
        var host = Uri.EscapeDataString(place.VirtualHost);
        await Put($"vhosts/{host}", new { description = $"Feed of {place.Bank} in {place.District}" }, cancellation);
        await Put($"vhost-limits/{host}/max-connections", new { value = 8 }, cancellation);
        await Put($"vhost-limits/{host}/max-queues", new { value = 1 }, cancellation);
        await Put($"permissions/{host}/{Uri.EscapeDataString(settings.User)}", new { configure = "^feed$", write = @"^amq\.default$", read = "^$" }, cancellation);
        using var known = await http.GetAsync($"users/{Uri.EscapeDataString(place.User)}", cancellation);
        if (known.IsSuccessStatusCode)
            await Allow(place, cancellation);
        else if (known.StatusCode != HttpStatusCode.NotFound)
            throw await Refusal(known, "users", cancellation);
    }

    /// <summary>
    /// Sets the password of a bank's user; connections that are open stay open. The first password makes the user: were it made before,
    /// without one, that step could undo a password that was set at the same moment.
    /// </summary>
    public async Task SetPassword(Place place, string password, CancellationToken cancellation)
    {
        await Put($"users/{Uri.EscapeDataString(place.User)}", new { password, tags = "" }, cancellation);
        await Allow(place, cancellation);
    }

    /// <summary>How many messages a bank's queue takes: what was configured when it was made.</summary>
    /// <returns>What is configured now, where the broker does not say.</returns>
    public async Task<int> Limit(Place place, CancellationToken cancellation)
    {
        try
        {
            var queue = await http.GetFromJsonAsync<JsonElement>($"queues/{Uri.EscapeDataString(place.VirtualHost)}/{Place.Queue}", cancellation);
            return queue.GetProperty("arguments").GetProperty(Place.Limit).GetInt32();
        }
        catch (Exception unknown) when (unknown is HttpRequestException or KeyNotFoundException || (unknown is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return settings.FeedLength;
        }
    }

    /// <summary>Lets a bank's user read its queue and nothing else. The limits come first: without the permission they limit nobody.</summary>
    private async Task Allow(Place place, CancellationToken cancellation)
    {
        var (host, user) = (Uri.EscapeDataString(place.VirtualHost), Uri.EscapeDataString(place.User));
        await Put($"user-limits/{user}/max-connections", new { value = 4 }, cancellation);
        await Put($"user-limits/{user}/max-channels", new { value = 8 }, cancellation);
        await Put($"permissions/{host}/{user}", new { configure = "^$", write = "^$", read = "^feed$" }, cancellation);
    }

    private async Task Put(string address, object body, CancellationToken cancellation)
    {
        using var answer = await http.PutAsJsonAsync(address, body, cancellation);
        if (!answer.IsSuccessStatusCode)
            throw await Refusal(answer, address.Split('/')[0], cancellation);
    }

    private static async Task<HttpRequestException> Refusal(HttpResponseMessage answer, string what, CancellationToken cancellation) => new(
        $"The broker answered {(int)answer.StatusCode} to {what}: {await answer.Content.ReadAsStringAsync(cancellation)}", null, answer.StatusCode);

    internal static void Configure(HttpClient http, BrokerSettings settings)
    {
        http.BaseAddress = new Uri(new UriBuilder(settings.Management) { UserName = "", Password = "" }.Uri, "api/");
        http.Timeout = TimeSpan.FromSeconds(10);
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(settings.Management.UserInfo)));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", login);
    }
}
