using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>The epoch of this database, part of every cursor: raised when a backup is restored, which only happens while nothing runs.</summary>
internal sealed class Epoch(NpgsqlDataSource database)
{
    private int value;

    public async ValueTask<int> Value(CancellationToken cancellation)
    {
        if (value == 0)
        {
            await using var read = database.CreateCommand("select value from hosting.epoch");
            value = (int)(await read.ExecuteScalarAsync(cancellation))!;
        }
        return value;
    }
}
