using Cultivation.Console.Shared;

namespace Cultivation.Console.Banks;

/// <summary>What Finance answered to a command of the channels that is shown once, and kept by nobody.</summary>
/// <param name="Secret">Of the webhook.</param>
/// <param name="PreviousUntil">Until then the secrets before it hold too.</param>
/// <param name="Password">Of the queue, with where it is.</param>
/// <param name="Outcome">Of a test: delivered or failed, with status, time and reason.</param>
public sealed record ShownOnce(
    string? Secret, DateTimeOffset? PreviousUntil, string? Host, int? Port, string? Vhost, string? Queue, string? User, string? Password,
    string? Outcome, int? Status, int? TookMs, string? Reason);

/// <summary>A bank's webhook and queue: how they stand, and for the bank what it can do with them.</summary>
internal static class ShowChannels
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/banks/{id}/channels", Show).For(BankRoutes.FeedReaders);

    private static Task<IResult> Show(string id, Gateway gateway, CancellationToken cancellation) => Page(id, null, null, null, gateway, cancellation);

    /// <param name="shown">Secret, password or result of the command before.</param>
    /// <param name="problem">Why it was refused; <paramref name="given"/> is its form.</param>
    public static async Task<IResult> Page(string id, ShownOnce? shown, Problem? problem, IFormCollection? given, Gateway gateway, CancellationToken cancellation)
    {
        var (bank, channels) = (BankRoutes.Read(gateway, id, cancellation), Channels.Read(gateway, id, cancellation));
        return PageSetup.Page<ChannelsPage>(
            new { Bank = await bank, Channels = await channels, Shown = shown, Problem = problem, Given = given }, problem?.Status);
    }
}
