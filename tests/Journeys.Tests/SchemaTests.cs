using Cultivation.Kit;
using Cultivation.Servers;
using Npgsql;

namespace Cultivation.Journeys.Tests;

/// <summary>A database is made ready as a step of its own, by the program or by hand from what it prints.</summary>
public sealed class SchemaTests
{
    private const string Catalogue = """
        select format('%s.%s %s %s %s', table_schema, table_name, column_name, data_type, coalesce(column_default, '')) as line from information_schema.columns
            where table_schema not in ('pg_catalog', 'information_schema')
        union all select indexdef from pg_indexes where schemaname not in ('pg_catalog', 'information_schema')
        union all select format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) from pg_proc p
            join pg_namespace n on n.oid = p.pronamespace where n.nspname not in ('pg_catalog', 'information_schema')
        order by 1
        """;

    [Theory]
    [InlineData("ladder")]
    [InlineData("finance")]
    public async Task what_is_printed_makes_what_is_applied_and_a_second_time_changes_nothing(string service)
    {
        await using var applied = await TestDatabase.CreateAsync("applied");
        await using var byHand = await TestDatabase.CreateAsync("byhand");
        await ServiceSchema.RunAsync(service, "apply", applied.ConnectionString);
        var lines = await LinesAsync(applied);
        Assert.Contains(lines, line => line.StartsWith("events.mt_events seq_id", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("hosting.replies ", StringComparison.Ordinal));

        var script = await ServiceSchema.RunAsync(service, "print", database: null);
        await using (var source = NpgsqlDataSource.Create(byHand.ConnectionString))
        {
            await using var command = source.CreateCommand(script);
            await command.ExecuteNonQueryAsync();
            await command.ExecuteNonQueryAsync();
        }
        Assert.Equal(lines, await LinesAsync(byHand));
        await ServiceSchema.RunAsync(service, "apply", byHand.ConnectionString);
        Assert.Equal(lines, await LinesAsync(byHand));
    }

    [Fact]
    public async Task a_database_that_cannot_be_reached_is_a_fault() =>
        await Assert.ThrowsAsync<ServerFailed>(() => ServiceSchema.RunAsync("ladder", "apply", "Host=127.0.0.1;Port=1;Timeout=2"));

    private static async Task<string[]> LinesAsync(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var read = source.CreateCommand(Catalogue);
        await using var rows = await read.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
            lines.Add(rows.GetString(0));
        return [.. lines];
    }
}
