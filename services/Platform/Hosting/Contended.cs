using JasperFx;
using Marten.Exceptions;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>Work on what others change at the same time.</summary>
public static class Contended
{
    /// <summary>How often it is tried before the failure is told.</summary>
    internal const int MostRuns = 8;

    /// <summary>Runs it again, to decide on what stands there now, where somebody else was faster.</summary>
    public static async Task<T> RunAsync<T>(Func<Task<T>> once)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                return await once();
            }
            catch (Exception failure) when (Met(failure) && run < MostRuns)
            {
                // somebody else was faster
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
}
