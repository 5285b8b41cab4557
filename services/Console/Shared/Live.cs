using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Cultivation.Console.Shared;

/// <summary>Tells an open page, by the server-sent event <c>changed</c>, that what it shows is no longer so; the page then fetches it.</summary>
public sealed class Live(TimeProvider time, IHostApplicationLifetime life)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>What a text says, in 16 hexadecimal digits: another text has others.</summary>
    public static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>An event whenever the fingerprint is another one; the stream ends with the person's token, and the browser asks again by itself.</summary>
    /// <param name="seen">The fingerprint of what the page shows: what happened since is told at once.</param>
    /// <param name="read">Reads the fingerprint of what it would show now.</param>
    public IResult Watch(string seen, Func<CancellationToken, Task<string>> read, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(Changes(seen, read, cancellation));

    private async IAsyncEnumerable<SseItem<string>> Changes(
        string seen, Func<CancellationToken, Task<string>> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping, cancellation);
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            if (await Now(read, both.Token) is not { } now)
                yield break;
            if (now != seen)
                yield return new(now, "changed");
            seen = now;
        }
        while (await Ticks(timer, both.Token));
    }

    /// <summary>Null where the gateway does not answer, or no longer takes the token.</summary>
    private static async Task<string?> Now(Func<CancellationToken, Task<string>> read, CancellationToken cancellation)
    {
        try { return await read(cancellation); }
        catch (Exception failure) when (failure is Refused or OperationCanceledException) { return null; }
    }

    private static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken cancellation)
    {
        try { return await timer.WaitForNextTickAsync(cancellation); }
        catch (OperationCanceledException) { return false; }
    }
}
