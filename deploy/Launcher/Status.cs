using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>What is running, and whether each service is ready.</summary>
internal static class Status
{
    public static readonly Verb Verb = new("status", "status", "what is running, and whether it is ready", (_, _) => ShowAsync());

    /// <returns>0 when everything is ready.</returns>
    public static async Task<int> ShowAsync()
    {
        if (RunState.Read() is not { } state)
        {
            Console.WriteLine(RunFolder.IsRunning() ? "Starting." : "Nothing is running.");
            return RunFolder.IsRunning() ? 0 : 3;
        }

        Console.WriteLine(state.Ready ? "Ready." : "Starting.");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var allReady = state.Ready;
        foreach (var service in state.Services)
        {
            var ready = await IsReadyAsync(http, service.Url);
            allReady &= ready;
            Console.WriteLine($"  {service.Name,-10} {service.Url,-26} {(ready ? "ready" : "NOT READY")}   {service.LogFile}");
        }
        foreach (var restart in state.Restarts)
            Console.WriteLine($"  {restart.Service} ended with code {restart.ExitCode} at {restart.At:u} and was started again");
        Welcome.ShowMemory(state);
        return allReady ? 0 : 1;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri url)
    {
        try
        {
            return (await http.GetAsync(new Uri(url, "health/ready"))).IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
