using System.Buffers.Text;
using System.Security.Cryptography;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Hosting;
using RabbitMQ.Client.Exceptions;

namespace Cultivation.Finance.Banks;

/// <summary>Sets a new password for a bank's queue and shows it once. It is kept nowhere: not in events, not in kept answers.</summary>
internal sealed partial class IssueAmqpCredentials(
    Broker broker, BrokerSettings settings, LostQueue lost, TimeProvider time, ILogger<IssueAmqpCredentials> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/banks/{id}/amqp-credentials", Handle).IsSecretCommand(Roles.Bank, Roles.Operator);

    private static async Task<Reply> Handle(
        string id, CommandContext context, IssueAmqpCredentials issue, BrokerSettings settings, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        var stream = await context.Session.Events.FetchForWriting<Bank>(Bank.Key(id), cancellation);
        _ = stream.Aggregate ?? throw new RuleBroken("bank.unknown", new { bankId = id });
        var place = new Place(context.Tenant, id);
        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        await issue.Set(place, password, cancellation);
        stream.AppendOne(new AmqpPasswordSet(id, place.User, context.Person.Subject));
        return Reply.Ok(new { host = settings.Amqp.Host, port = settings.Port, vhost = place.VirtualHost, queue = Place.Queue, user = place.User, password });
    }

    // All steps may be repeated. They fail for a while when the virtual host starts, a deleted queue has not yet left its cluster, or the
    // delivery makes the same queue just now.
    private async Task Set(Place place, string password, CancellationToken cancellation)
    {
        var (start, wait) = (time.GetTimestamp(), TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                await broker.Provide(place, cancellation);
                await using (await FeedQueue.Open(settings, place, lost.Refill, cancellation))
                    await broker.SetPassword(place, password, cancellation);
                return;
            }
            catch (Exception failure) when (failure is HttpRequestException or RabbitMQClientException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                var spent = time.GetElapsedTime(start);
                Failed(log, place.VirtualHost, spent, failure);
                if (spent > Patience)
                    throw new RuleBroken("bank.broker-unreachable", new { reason = failure.GetBaseException().Message });
                await Task.Delay(wait, time, cancellation);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No password could be set for {VirtualHost} after {Spent}")]
    private static partial void Failed(ILogger log, string virtualHost, TimeSpan spent, Exception failure);
}
