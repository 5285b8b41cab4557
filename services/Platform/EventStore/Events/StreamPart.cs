using Marten.Internal;
using Npgsql;

namespace Marten.Events;

/// <summary>A part of a stream, bounds inclusive; 0 and null bound nothing.</summary>
internal readonly record struct StreamPart(string Tenant, string Key, long From = 0, long To = 0, DateTimeOffset? Until = null)
{
    public NpgsqlBatchCommand Command(StreamSql sql, bool whole)
    {
        var command = new NpgsqlBatchCommand(sql.For(new(whole, From > 0, To > 0, Until is not null))).Text(Tenant).Text(Key);
        if (From > 0) command.Number(From);
        if (To > 0) command.Number(To);
        if (Until is not null) command.Time(Until);
        return command;
    }
}
