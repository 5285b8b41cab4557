using System.Buffers.Text;
using System.Security.Cryptography;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Hosting;
using RabbitMQ.Client.Exceptions;

namespace Cultivation.Finance.Banks;

/// <summary>Sets a new password for a bank's queue and shows it once. It is kept nowhere: not in events, not in kept answers.</summary>
internal static partial class IssueAmqpCredentials
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/banks/{id}/amqp-credentials", Handle).IsSecretCommand(Roles.Bank, Roles.Operator);

    private static async Task<Reply> Handle(
        string id, CommandContext context, Broker broker, BrokerSettings settings, ILogger<Broker> log, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        var stream = await context.Session.Events.FetchForWriting<Bank>(Bank.Key(id), cancellation);
        _ = stream.Aggregate ?? throw new RuleBroken("bank.unknown", new { bankId = id });
        var place = new Place(context.Tenant, id);
        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        try
        {
            await broker.Provide(place, cancellation);
            await using (await FeedQueue.Open(settings, place, cancellation))
                await broker.SetPassword(place, password, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or RabbitMQClientException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            Failed(log, place.VirtualHost, failure);
            throw new RuleBroken("bank.broker-unreachable");
        }
        stream.AppendOne(new AmqpPasswordSet(id, place.User, context.Person.Subject));
        return Reply.Ok(new { host = settings.Amqp.Host, port = settings.Port, vhost = place.VirtualHost, queue = Place.Queue, user = place.User, password });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No password could be set for {VirtualHost}")]
    private static partial void Failed(ILogger log, string virtualHost, Exception failure);
}
