using System.Net.Http.Headers;
using System.Net.Http.Json;
using Cultivation.Kit;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cultivation.Hosting.Tests;

/// <summary>A real service in this process, on Kestrel, with a database of its own.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TestIssuer issuer;

    private Service(WebApplication app, TestIssuer issuer) => (this.app, this.issuer) = (app, issuer);

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Provider => app.Services;

    public IDocumentStore Store => app.Services.GetRequiredService<IDocumentStore>();

    public static async Task<Service> StartAsync(
        string name, string database, Uri broker, TestIssuer issuer, Uri gateway, Action<StoreOptions> store, Action<Messages> messages,
        Action<IEndpointRouteBuilder> routes)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Store"] = database,
            ["RabbitMq:Uri"] = broker.ToString(),
            ["Identity:Authority"] = issuer.Authority.ToString(),
            ["Identity:Audience"] = "cultivation",
            ["Identity:ClientId"] = name,
            ["Identity:ClientSecret"] = "unused",
            ["Gateway:Url"] = gateway.ToString(),
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddService(name, store, messages);
        var app = builder.Build();
        // The gateway's prefix, so that a reader finds /changes without one.
        app.UsePathBase($"/api/{name}");
        app.UseRouting();
        app.MapService(routes);
        await app.StartAsync();
        return new Service(app, issuer);
    }

    public HttpClient Client(string[]? roles = null, string[]? districts = null, string subject = "li")
    {
        var client = new HttpClient { BaseAddress = new Uri(Address, "/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(subject, roles ?? [Roles.CaseWorker], districts ?? ["310114"]));
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

internal static class Asking
{
    public static Task<HttpResponseMessage> Command(this HttpClient client, string path, object body, string? key = null, string? ifMatch = null) =>
        client.CommandText(path, System.Text.Json.JsonSerializer.Serialize(body, Json.Web), key, ifMatch);

    public static Task<HttpResponseMessage> CommandText(this HttpClient client, string path, string body, string? key = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (key is not "")
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    public static async Task<(int Status, string Code)> Problem(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var body = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        Assert.Equal((int)answer.StatusCode, body.GetProperty("status").GetInt32());
        return ((int)answer.StatusCode, body.GetProperty("code").GetString()!);
    }
}
