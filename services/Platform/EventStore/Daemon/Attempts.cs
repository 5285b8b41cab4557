using JasperFx;
using Npgsql;

namespace Marten.Events.Daemon;

/// <summary>
/// Which errors are worth another try, and when: a lost database for ever, a passing collision a few times, anything else never.
/// </summary>
internal sealed class Attempts
{
    const int Most = 5;
    int failed;

    public void Succeeded() => failed = 0;

    public TimeSpan? Again(Exception e)
    {
        failed++;
        return IsLost(e) || (IsPassing(e) && failed <= Most)
            ? TimeSpan.FromMilliseconds(Math.Min(50 * Math.Pow(2, Math.Min(failed, 7)), 5000)) : null;
    }

    public static bool IsLost(Exception? e) => e switch
    {
        null => false,
        PostgresException p =>
            p.SqlState.StartsWith("08", StringComparison.Ordinal) || p.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException => true,
        _ => IsLost(e.InnerException),
    };

    static bool IsPassing(Exception? e) => e switch
    {
        null => false,
        PostgresException { IsTransient: true } => true,
        PostgresException p => p.SqlState
            is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable,
        ConcurrencyException => true,
        _ => IsPassing(e.InnerException),
    };
}
