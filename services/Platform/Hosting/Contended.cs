using JasperFx;
using Marten.Exceptions;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>Work on what others change at the same time.</summary>
public static class Contended
{
    /// <summary>How often it is tried before the failure is told.</summary>
    internal const int MostRuns = 8;

    // Where many want one thing, those who lost would only lose to each other again: they take turns. What waits for itself, being part of what has the
    // turn, goes on after a moment.
    private static readonly SemaphoreSlim Turns = new(1, 1);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Runs it again, to decide on what stands there now, where somebody else was faster.</summary>
    public static async Task<T> RunAsync<T>(Func<Task<T>> once)
    {
        using var turn = new Turn();
        for (var run = 1; ; run++)
        {
            try
            {
                return await once();
            }
            catch (Exception failure) when (Met(failure) && run < MostRuns)
            {
                await turn.Take();
            }
        }
    }

    /// <summary>As the other.</summary>
    public static Task RunAsync(Func<Task> once) => RunAsync(async () =>
    {
        await once();
        return true;
    });

    /// <summary>Somebody else wrote what this read, or took the same new id. The package Marten may tell several such failures together.</summary>
    internal static bool Met(Exception failure) => failure switch
    {
        ConcurrencyException or DocumentAlreadyExistsException or ExistingStreamIdCollisionException => true,
        AggregateException together => together.InnerExceptions.Any(Met),
        { InnerException: PostgresException { SqlState: PostgresErrorCodes.SerializationFailure } } => true,
        _ => false,
    };

    /// <summary>The turn of one who lost; it ends with the work.</summary>
    internal sealed class Turn : IDisposable
    {
        private bool taken;

        public async ValueTask Take() => taken = taken || await Turns.WaitAsync(Moment);

        public void Dispose()
        {
            if (taken)
                Turns.Release();
        }
    }
}
