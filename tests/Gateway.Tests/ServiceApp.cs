using Cultivation.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cultivation.Gateway.Tests;

/// <summary>A service that has nothing but identity: it answers with who it believes the caller to be.</summary>
internal sealed class ServiceApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private ServiceApp(string authority)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Identity:Authority"] = authority,
            ["Identity:Audience"] = "cultivation",
            ["Identity:ClientId"] = "ladder",
            ["Identity:ClientSecret"] = "ladder's secret",
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddIdentity();
        builder.Services.AddProblems();
        builder.Services.AddHttpClient("gateway").AddHttpMessageHandler<ServiceToken>();
        app = builder.Build();
        app.UseProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/me", (HttpContext http) => Person.Of(http.User));
        app.MapGet("/district", (HttpContext http) => new { district = District.Of(http, Person.Of(http.User)) });
        app.MapGet("/decide", () => "decided").RequireAuthorization(policy => policy.RequireRole(Roles.Supervisor));
    }

    public IServiceProvider Services => app.Services;

    public static async Task<ServiceApp> StartAsync(string authority)
    {
        var service = new ServiceApp(authority);
        await service.app.StartAsync();
        return service;
    }

    public HttpClient With(string? token, string? district = null)
    {
        var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        if (district is not null) client.DefaultRequestHeaders.Add("District", district);
        return client;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
