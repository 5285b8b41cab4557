using Cultivation.Console.Shared;

namespace Cultivation.Console.Banks;

/// <summary>A bank at a glance: agreement, products, how its channels stand, and what is wrong with them.</summary>
internal static class ShowBank
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/banks/{id}", Show).For(BankRoutes.Readers);

    private static async Task<IResult> Show(string id, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var (bank, products) = (BankRoutes.Read(gateway, id, cancellation), ProductList.Read(gateway, cancellation));
        var channels = BankRoutes.FeedReaders.Any(reader.Person.Is) ? await Channels.Read(gateway, id, cancellation) : null;
        return PageSetup.Page<BankPage>(new { Bank = await bank, Products = await products, Channels = channels });
    }
}

/// <summary>How a bank's two channels stand.</summary>
/// <param name="Webhook">Null where the bank has none.</param>
public sealed record Channels(QueueStanding Queue, WebhookStanding? Webhook)
{
    internal static async Task<Channels> Read(Gateway gateway, string bank, CancellationToken cancellation)
    {
        var (queue, webhook) = (
            gateway.Read<QueueStanding>(BankRoutes.Of(bank, "/queue"), cancellation), gateway.Find<WebhookStanding>(BankRoutes.Of(bank, "/webhook"), cancellation));
        return new(await queue, await webhook);
    }

    /// <summary>What somebody should look at: words of the texts <c>bank.alarm</c>.</summary>
    public IEnumerable<string> Alarms()
    {
        if (Queue.State != "free")
            yield return Queue.State;
        if (Queue.Consumers == 0 && Queue.Messages > 0)
            yield return "unread";
        if (Webhook is null)
            yield break;
        if (Webhook.State != "active")
            yield return Webhook.State;
        if (Webhook.CircuitOpen)
            yield return "circuit";
        if (Webhook.FailingSince is not null)
            yield return "failing";
    }
}
