using Cultivation.Console.Shared;

namespace Cultivation.Console.Banks;

/// <summary>A bank at a glance: agreement, products, how its channels stand, and what is wrong with them.</summary>
internal static class ShowBank
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/banks/{id}", (string id, Gateway gateway, Reader reader, CancellationToken cancellation) => Page(id, null, null, gateway, reader, cancellation))
            .For(BankRoutes.Readers);
        routes.MapPost("/banks/{id}/acts/{act}", Do).For(BankActs.Actors);
    }

    private static Task<IResult> Do(string id, string act, IFormCollection form, Gateway gateway, Reader reader, CancellationToken cancellation) => BankActs.All.Do(
        act, BankRoutes.Of(id), form, gateway, $"/banks/{Urls.Part(id)}?said=bank-{act}",
        (problem, tried) => Page(id, problem, tried, gateway, reader, cancellation), cancellation);

    private static async Task<IResult> Page(string id, Problem? problem, TriedAct? tried, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var (bank, products) = (gateway.ReadVersioned<BankView>(BankRoutes.Of(id), cancellation), ProductList.Read(gateway, cancellation));
        var units = LeadUnits.Find(gateway, cancellation);
        var channels = BankRoutes.FeedReaders.Any(reader.Person.Is) ? await Channels.Read(gateway, id, cancellation) : null;
        var (found, version) = await bank;
        return PageSetup.Page<BankPage>(
            new { File = new BankFile(found, await products, await units), Version = version, Channels = channels, Problem = problem, Tried = tried }, problem?.Status);
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
