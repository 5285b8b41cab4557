using System.Text;
using Marten.Internal;
using Npgsql;

namespace Marten.Events;

/// <summary>A part of a stream, bounds inclusive; 0 and null bound nothing.</summary>
internal readonly record struct StreamPart(string Tenant, string Key, long From = 0, long To = 0, DateTimeOffset? Until = null)
{
    public NpgsqlBatchCommand Command(string columns, string schema)
    {
        var sql = new StringBuilder("select ", 400).Append(columns).Append(" from ").Append(schema)
            .Append(".mt_events where tenant_id = $1 and stream_id = $2 and not coalesce(is_archived, false)");
        var command = new NpgsqlBatchCommand().Text(Tenant).Text(Key);
        if (From > 0) Bound(" and version >= $").Number(From);
        if (To > 0) Bound(" and version <= $").Number(To);
        if (Until is not null) Bound(" and timestamp <= $").Time(Until);
        command.CommandText = sql.Append(" order by version").ToString();
        return command;

        NpgsqlBatchCommand Bound(string condition)
        {
            sql.Append(condition).Append(command.Parameters.Count + 1);
            return command;
        }
    }
}
