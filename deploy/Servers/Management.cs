using System.Net.Http.Headers;
using System.Text;

namespace Cultivation.Servers;

/// <summary>RabbitMQ's management API.</summary>
public static class Management
{
    /// <param name="address">http://user:password@host:port</param>
    public static HttpClient Client(Uri address) => new()
    {
        BaseAddress = new Uri(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.Unescaped)),
        DefaultRequestHeaders =
        {
            Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)))),
        },
        Timeout = TimeSpan.FromSeconds(10),
    };
}
