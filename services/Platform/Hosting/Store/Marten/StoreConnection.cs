using Npgsql;

namespace Cultivation.Hosting;

/// <summary>
/// Nothing is prepared by itself: a batch of Marten's that fails inside its transaction leaves statements behind of which Npgsql believes
/// that they are prepared, and the next command on that connection fails.
/// </summary>
internal static class StoreConnection
{
    public static string Tuned(string? connection) => new NpgsqlConnectionStringBuilder(
        connection ?? throw new InvalidOperationException("ConnectionStrings:Store is not configured"))
    {
        MaxAutoPrepare = 0,
        NoResetOnClose = true,
    }.ConnectionString;
}
