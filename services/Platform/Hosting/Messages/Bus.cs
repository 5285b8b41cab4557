using System.Reflection;
using Cultivation.Contracts;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Hosting;

/// <summary>
/// MassTransit on RabbitMQ, set up from the catalogue of contracts. A consumer declares its queue. Before it has started once, a publish
/// that the catalogue promises to it is returned as unroutable, and the relay waits.
/// </summary>
internal static class Bus
{
    private static readonly MethodInfo TakeOf = typeof(Bus).GetMethod(nameof(TakeContract), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void Add(IServiceCollection services, IConfiguration configuration, string service, Messages messages)
    {
        var address = new Uri(configuration["RabbitMq:Uri"] ?? throw new InvalidOperationException("RabbitMq:Uri is not configured"));
        services.AddMassTransit(bus => bus.DisableUsageTelemetry().UsingRabbitMq((context, rabbit) =>
        {
            var user = address.UserInfo.Split(':', 2);
            rabbit.Host(new UriBuilder(address) { UserName = "", Password = "" }.Uri, host =>
            {
                host.Username(Uri.UnescapeDataString(user[0]));
                host.Password(Uri.UnescapeDataString(user.Length > 1 ? user[1] : ""));
                host.PublisherConfirmation = true;
            });
            foreach (var reader in context.GetServices<Reader>())
                Receive(rabbit, service, reader, messages.Sources.Single(s => s.Source == reader.Source));
        }));
    }

    private static void Receive(IRabbitMqBusFactoryConfigurator rabbit, string service, Reader reader, Consumed consumed) =>
        rabbit.ReceiveEndpoint(Catalogue.Queue(service, reader.Source), endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.SingleActiveConsumer = true;
            endpoint.PrefetchCount = 2 * Effects.Most;
            endpoint.ConcurrentMessageLimit = Effects.Most;
            // The reader parks what cannot be applied; what reaches this is an outage, and the message goes back to the queue.
            endpoint.RethrowFaultedMessages();
            endpoint.ThrowOnSkippedMessages();
            foreach (var contract in consumed.Contracts)
                TakeOf.MakeGenericMethod(contract.Type).Invoke(null, [endpoint, reader]);
            endpoint.Handler<ChangePage>(context =>
                context.Message.Source == reader.Source ? reader.Take(context.Message.Changes, context.CancellationToken) : Task.CompletedTask);
        });

    private static void TakeContract<T>(IReceiveEndpointConfigurator endpoint, Reader reader) where T : class =>
        endpoint.Handler<T>(context => reader.Take([Envelope.Read(context, context.Message)], context.CancellationToken));
}
