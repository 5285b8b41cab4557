namespace Cultivation.Servers;

/// <summary>A server of ours that answers.</summary>
internal sealed record RunningServer(string Address, Supervised Process) : IAsyncDisposable
{
    public static async Task<RunningServer> WhenReadyAsync(
        Supervised process, string address, Func<CancellationToken, Task<bool>> isReady, TimeSpan bound, CancellationToken ct)
    {
        try
        {
            await process.ReadyAsync(isReady, bound, ct);
            return new RunningServer(address, process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
