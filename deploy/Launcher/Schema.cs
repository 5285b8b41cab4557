using Cultivation.Servers;
using Npgsql;

namespace Cultivation.Launcher;

/// <summary>
/// Prints the DDL of services' databases, or creates what is missing there, without starting a service. The database is
/// ConnectionStrings__Store (then one service must be named), else that of the running <c>up</c>. Printing needs none.
/// </summary>
internal static class Schema
{
    public static readonly Verb Verb = new(
        "schema", "schema print|apply [SERVICE…]", "print the DDL of the services' databases, or create what is missing there", RunAsync);

    private static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        if (args is not [("print" or "apply") and var verb, .. var named])
            throw new UsageError("print, or apply?");
        if (named.FirstOrDefault(name => !ServiceSchema.Projects.ContainsKey(name)) is { } unknown)
            throw new UsageError($"no service {unknown}; there are {string.Join(", ", ServiceSchema.Projects.Keys)}");
        var given = Environment.GetEnvironmentVariable("ConnectionStrings__Store");
        var running = RunState.Read();
        if (verb == "apply" && given is not null && named.Length != 1)
            throw new UsageError("ConnectionStrings__Store is the database of one service: name it");
        if (verb == "apply" && given is null && running is null)
            throw new ServerFailed("no database: nothing is running here, and ConnectionStrings__Store is not set");

        await Build.RunAsync("deploy/up.slnf", _ => { }, ct);
        foreach (var name in named.Length == 0 ? [.. ServiceSchema.Projects.Keys] : named)
        {
            var database = given ?? (running is null ? null : new NpgsqlConnectionStringBuilder(running.Postgres) { Database = name }.ConnectionString);
            var printed = await ServiceSchema.RunAsync(name, verb, database, ct);
            Console.WriteLine(verb == "print" ? $"-- {name}\n{printed}" : $"{name}: nothing is missing now");
        }
        return 0;
    }
}
