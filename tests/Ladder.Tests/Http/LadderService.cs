using System.Net.Http.Headers;
using System.Security.Cryptography;
using Cultivation.Kit;
using Cultivation.Ladder.Tests.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

[assembly: AssemblyFixture(typeof(LadderService))]

namespace Cultivation.Ladder.Tests.Http;

/// <summary>The real service in this process on Kestrel, with a database and a broker of its own. Districts keep the tests apart.</summary>
public sealed class LadderService : IAsyncLifetime
{
    private static int districts = 310_200;
    private TestDatabase database = null!;
    private TestVirtualHost broker = null!;
    private TestIssuer issuer = null!;
    private Host host = null!;

    public IServiceProvider Services => host.Services;

    /// <summary>The service's clock.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    public string Connection => database.ConnectionString;

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>What the consumer of the catalogue receives.</summary>
    internal ConsumerQueue Queue { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync("ladder");
        broker = await TestVirtualHost.CreateAsync();
        issuer = await TestIssuer.StartAsync();
        Queue = await ConsumerQueue.StartAsync(broker.Address);
        host = new Host(new()
        {
            ["ConnectionStrings:Store"] = database.ConnectionString,
            ["RabbitMq:Uri"] = broker.Address.ToString(),
            ["Identity:Authority"] = issuer.Authority.ToString(),
            ["Identity:Audience"] = "cultivation",
            ["Identity:ClientId"] = "ladder",
            ["Identity:ClientSecret"] = "unused",
            ["Gateway:Url"] = issuer.Authority.ToString(),
            ["Discovery:QuietSeconds"] = "0.1",
            ["Ledger:SigningKey"] = NewKey(),
        }, Time);
        host.UseKestrel(0);
        host.StartServer();
    }

    /// <summary>A district that no other test uses, of Shanghai.</summary>
    public static string NewDistrict() => $"{Interlocked.Increment(ref districts)}";

    public HttpClient Client(string district, params string[] roles) => As("li", [district], roles.Length == 0 ? [Roles.CaseWorker, Roles.Supervisor] : roles);

    public HttpClient As(string subject, string[] districts, string[] roles, string? firm = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(host.ClientOptions.BaseAddress, "/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(subject, roles, districts, firm: firm));
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await Queue.DisposeAsync();
        await issuer.DisposeAsync();
        await broker.DisposeAsync();
        await database.DisposeAsync();
    }

    private static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    private sealed class Host(Dictionary<string, string?> settings, TimeProvider time) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (name, value) in settings)
                builder.UseSetting(name, value);
            builder.ConfigureTestServices(services => services.AddSingleton(time));
            builder.ConfigureLogging(logging => logging.ClearProviders());
        }
    }
}
