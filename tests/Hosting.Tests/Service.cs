using System.Net.Http.Headers;
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
