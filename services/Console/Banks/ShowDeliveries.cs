using System.Globalization;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Banks;

/// <summary>An attempt to hand an entry over, by webhook or AMQP, or a page that the bank pulled.</summary>
/// <param name="Kind">entry, replay, test or snapshot.</param>
/// <param name="Position">Null for a test; of a page the first.</param>
/// <param name="Through">Of a page the last position; <paramref name="Entries"/> is how many it had.</param>
/// <param name="Outcome">delivered, withheld or failed.</param>
/// <param name="Status">HTTP status; null by AMQP or without an answer.</param>
/// <param name="Attempt">1 for the first.</param>
public sealed record Delivered(
    DateTimeOffset At, string Channel, string Kind, long? Position, long? Through, long? Entries, string Outcome, int? Status, int TookMs, int Attempt, string? Reason,
    string? TraceId);

/// <summary>What of the delivery log is asked for. The days are those of Shanghai, both included.</summary>
public sealed record DeliveryQuery(string? Channel, string? Outcome, string? Position, DateOnly? From, DateOnly? To)
{
    internal string Path(string bank, string? after) => Urls.Query(
        BankRoutes.Of(bank, "/deliveries"), ("channel", Channel), ("outcome", Outcome), ("position", Position), ("from", Start(From)), ("to", Start(To?.AddDays(1))),
        ("cursor", after));

    private static string? Start(DateOnly? day) => day is { } known ? new DateTimeOffset(known, TimeOnly.MinValue, Clock.Offset).ToString("O", CultureInfo.InvariantCulture) : null;
}

/// <summary>The delivery log of a bank: every attempt of the last 30 days, the newest first, and what waits for another.</summary>
internal static class ShowDeliveries
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/banks/{id}/deliveries", Show).For(BankRoutes.FeedReaders);

    private static async Task<IResult> Show(
        string id, string? channel, string? outcome, string? position, string? from, string? to, string? after, Gateway gateway, CancellationToken cancellation)
    {
        var query = new DeliveryQuery(Fields.Text(channel), Fields.Text(outcome), Fields.Text(position), Fields.Day(from), Fields.Day(to));
        var (bank, channels) = (BankRoutes.Read(gateway, id, cancellation), Channels.Read(gateway, id, cancellation));
        var log = await gateway.Read<Log>(query.Path(id, after), cancellation);
        return PageSetup.Page<DeliveriesPage>(new
        {
            Bank = await bank, Channels = await channels, Query = query, Deliveries = (IReadOnlyList<Delivered>)log.Deliveries, Next = log.Next is { } next ? $"{next}" : null,
        });
    }

    private sealed record Log(Delivered[] Deliveries, long? Next);
}
