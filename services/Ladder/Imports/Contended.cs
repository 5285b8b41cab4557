using JasperFx;

namespace Cultivation.Ladder.Imports;

/// <summary>Work on firms that others change at the same time.</summary>
internal static class Contended
{
    private const int MostRuns = 8;

    /// <summary>Runs it again, to decide on what stands there now, where another process did it or somebody changed or registered one of the firms.</summary>
    public static async Task RunAsync(Func<Task> once)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                await once();
                return;
            }
            catch (Exception conflict) when (conflict is ConcurrencyException or DocumentAlreadyExistsException && run < MostRuns)
            {
                // somebody else was faster
            }
        }
    }
}
