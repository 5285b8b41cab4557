using System.Globalization;
using Cultivation.EventStore.Worker;
using JasperFx.Events.Daemon;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A process of its own, for tests that kill one: EventStore.Worker write|follow CONNECTION SCHEMA SEED. Ends with its standard input.
var ticks = new Ticks(args[1], args[2]);
switch (args[0])
{
    case "write":
        var random = new Random(int.Parse(args[3], CultureInfo.InvariantCulture));
        await new DelayedWriter(ticks, random, (stream, events) => Console.WriteLine($"{stream} {events}")).RunAsync(int.MaxValue);
        break;
    case "follow":
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(options =>
        {
            ticks.Configure(options);
            options.Projections.Subscribe(new Follower(ticks.Schema, "handled"));
        }).UseLightweightSessions().AddAsyncDaemon(DaemonMode.HotCold);
        using (var host = builder.Build())
        {
            await host.StartAsync();
            Console.WriteLine("following");
            await Console.In.ReadToEndAsync();
            await host.StopAsync();
        }
        break;
    default:
        return 2;
}
return 0;
