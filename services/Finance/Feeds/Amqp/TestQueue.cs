using System.Diagnostics;
using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>
/// Puts an event of type <c>cn.cultivation.test.v1</c> into the bank's queue now, and says whether the broker took it. It has no position and is no entry of the feed: it
/// stands in the delivery log and changes nothing else.
/// </summary>
internal sealed class TestQueue(BrokerSettings settings, NpgsqlDataSource database, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/queue/tests", Handle).IsCommand(Roles.Bank, Roles.Operator);

    private static async Task<Reply> Handle(string id, CommandContext context, TestQueue test, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        _ = await context.Session.LoadAsync<Bank>(Bank.Key(id), cancellation) ?? throw new RuleBroken("bank.unknown", new { bankId = id });
        var messageId = $"test-{context.NewId()}";
        var attempt = await test.Put(new(context.Tenant, id), messageId, cancellation);
        return Reply.Ok(new { id = messageId, type = BankEvent.TestType, attempt.Outcome, tookMs = (int)attempt.Took.TotalMilliseconds, attempt.Reason });
    }

    private async Task<Attempt> Put(Place place, string messageId, CancellationToken cancellation)
    {
        var (began, start) = (time.GetUtcNow(), time.GetTimestamp());
        using var activity = FinanceTelemetry.Follow($"send {Place.Queue}", ActivityKind.Producer, Activity.Current?.Id)?.SetTag("messaging.system", "rabbitmq")
            .SetTag("messaging.operation.type", "send").SetTag("messaging.operation.name", "send").SetTag("messaging.destination.name", Place.Queue)
            .SetTag("messaging.message.id", messageId).SetTag("cultivation.bank", place.Bank);
        var reason = await Refusal(place, messageId, BankEvent.Bytes(json => BankEvent.WriteTest(json, place.District, place.Bank, messageId, began, activity?.Id)), activity, cancellation);
        activity?.SetTag("error.type", reason).SetStatus(reason is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, reason);
        var attempt = new Attempt(
            began, Channels.Amqp, Attempt.Test, null, reason is null ? Attempt.Delivered : Attempt.Failed, null, time.GetElapsedTime(start), 1, reason, activity?.TraceId.ToHexString());
        await database.Add(place.District, place.Bank, attempt, CancellationToken.None);
        return attempt;
    }

    /// <returns>Null where the broker has it; else <c>full</c>, <c>no-queue</c> (not made yet, or lost and not filled again yet), <c>timeout</c> or <c>connection-failed</c>.</returns>
    private async Task<string?> Refusal(Place place, string messageId, byte[] body, Activity? activity, CancellationToken cancellation)
    {
        try
        {
            await using var queue = await FeedQueue.Open(settings, place, cancellation);
            await queue.Publish(messageId, BankEvent.ContentType, body, activity?.Id, replay: false, cancellation);
            return null;
        }
        catch (PublishException refused)
        {
            return refused.IsReturn ? "no-queue" : "full";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "timeout";
        }
        catch (Exception failure) when (failure is RabbitMQClientException or IOException)
        {
            return "connection-failed";
        }
    }
}
