namespace Cultivation.EventStore.Tests.NeverSkips;

/// <summary>Twenty runs by <see cref="Kit.Seeds"/>, and how many events they followed together.</summary>
internal static class Seeds
{
    private const int Runs = 20;

    /// <param name="run">Answers how many events were followed.</param>
    public static async Task EachAsync(ITestOutputHelper output, Func<int, Task<int>> run)
    {
        var followed = 0;
        await Kit.Seeds.EachAsync(Runs, output.WriteLine, async seed =>
        {
            var events = await run(seed);
            followed += events;
            return $"{events} events, nothing skipped, inverted or twice";
        });
        output.WriteLine($"{followed} events");
    }
}
