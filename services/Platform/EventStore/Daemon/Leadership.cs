namespace Marten.Events.Daemon;

/// <summary>
/// The advisory lock of the process that runs a store's projections. It falls at once with a killed process; the server notices within four
/// seconds that a machine is gone, because it probes this one connection each second.
/// </summary>
internal static class Leadership
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    public static string Take(string schema) =>
        $"select pg_try_advisory_lock({Keys(schema)}) from (select set_config('tcp_keepalives_idle', '2', false), "
        + "set_config('tcp_keepalives_interval', '1', false), set_config('tcp_keepalives_count', '2', false)) as probing";

    /// <summary>Whether any process leads.</summary>
    public static string IsTaken(string schema) =>
        "exists (select from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database() "
        + "where l.locktype = 'advisory' and l.objsubid = 2 and l.granted "
        + $"and (l.classid::bigint, l.objid::bigint) = (select a & 4294967295, b & 4294967295 from (select {Keys(schema)}) as k (a, b)))";

    static string Keys(string schema) => $"hashtext('cultivation'), hashtext('{schema}.mt_events_sequence')";
}
