using System.Diagnostics.Metrics;
using Cultivation.Kit;
using Npgsql;

namespace Cultivation.EventStore.Tests.NeverSkips;

/// <summary>Transactions that stay open and do nothing.</summary>
public sealed class OpenTransactionSpecs(Database database, ITestOutputHelper output) : IClassFixture<Database>
{
    [Fact]
    public Task one_that_holds_a_number_is_waited_for_and_one_of_another_database_is_not() => Seeds.EachAsync(output, async seed =>
    {
        await using var following = await Following.StartAsync(database.ConnectionString, (seed * 100) + 60);
        await using var elsewhere = await TestDatabase.CreateAsync("elsewhere");
        await using var foreign = new NpgsqlConnection(elsewhere.ConnectionString + ";Pooling=false");
        await foreign.OpenAsync();
        await Run(foreign, $"create schema {following.Ticks.Schema}; create sequence {following.Ticks.Schema}.mt_events_sequence");
        await Run(foreign, $"begin; select nextval('{following.Ticks.Schema}.mt_events_sequence')");
        await following.Quick(following.Random.Next(1, 20));
        await following.VerifyAsync();

        await using var holder = await database.OpenAsync();
        await Run(holder, $"begin; select nextval('{following.Ticks.Schema}.mt_events_sequence')");
        var writing = following.Quick(following.Random.Next(1, 20));
        await following.Delayed(following.Random.Next(1, 4));
        await writing;
        await Run(holder, following.Random.Next(2) == 0 ? "commit" : "rollback");
        return await following.VerifyAsync();
    });

    [Fact]
    public async Task an_alarm_names_the_holder_after_five_seconds()
    {
        var alarms = new List<object?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "cultivation.eventstore.tail.alarms")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (alarms)
                alarms.Add(tags[0].Value);
        });
        listener.Start();
        await using var following = await Following.StartAsync(database.ConnectionString, 1);
        await using var holder = await database.OpenAsync();
        await Run(holder, $"begin; select nextval('{following.Ticks.Schema}.mt_events_sequence')");
        await following.Quick(1);
        await Eventually.True(() => Alarmed(holder.ProcessID), TimeSpan.FromSeconds(15));
        await Run(holder, "rollback");
        await following.VerifyAsync();

        bool Alarmed(int pid)
        {
            lock (alarms)
                return alarms.Contains(pid);
        }
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
