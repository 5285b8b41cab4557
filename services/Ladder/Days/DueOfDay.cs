namespace Cultivation.Ladder.Days;

/// <summary>
/// All that the end of a day brings, and where in the log it lay. What has been done is not due again, so a run that was cut off is run once more.
/// </summary>
internal sealed class DueOfDay(ClosingPosition position, ExpireDue expire, LapseDue lapse, EndTerms terms)
{
    public async Task<DayClosed> Run(string tenant, DateOnly day, string by, KnownSince? known, CancellationToken cancellation)
    {
        var end = await position.Of(day, cancellation);
        return new(
            day, await expire.Run(tenant, day, by, known, cancellation), await lapse.Run(tenant, day, by, known, cancellation),
            await terms.Run(tenant, day, by, known, cancellation), end);
    }
}
