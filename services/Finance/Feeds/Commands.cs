using Npgsql;

namespace Cultivation.Finance.Feeds;

internal static class Commands
{
    /// <summary>A command with its parameters, in the order of <c>$1</c>, <c>$2</c>, ….</summary>
    public static NpgsqlCommand Ask(this NpgsqlDataSource database, string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
