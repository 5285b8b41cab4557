using Cultivation.EventStore.Worker;
using Cultivation.Servers;
using Npgsql;

namespace Cultivation.EventStore.Tests.NeverSkips;

/// <summary>PostgreSQL itself is killed and comes back.</summary>
public sealed class RestartSpecs(ITestOutputHelper output)
{
    [Fact]
    public async Task after_a_killed_postgresql_everything_goes_on_by_itself()
    {
        await using var server = await MortalPostgres.StartAsync();
        await Seeds.EachAsync(output, async seed =>
        {
            await using var following = await Following.StartAsync(server.ConnectionString, seed);
            var writing = Task.WhenAll(Stubborn(following), Stubborn(following));
            await Task.Delay(following.Random.Next(100));
            await server.KillAsync();
            await server.StartAgainAsync();
            await writing;
            return await following.VerifyAsync();
        });
    }

    /// <summary>Writes until so many saves were answered. A save that the outage took may have been committed or not.</summary>
    private static async Task Stubborn(Following following)
    {
        var random = new Random(following.Random.Next());
        for (var saved = 0; saved < 40;)
        {
            try
            {
                await using var session = following.Store.LightweightSession(Ticks.Tenant);
                session.Events.Append(Ticks.Stream(random), new Ticked(saved));
                await session.SaveChangesAsync();
                saved++;
            }
            catch (Exception failure) when (failure is NpgsqlException || failure.InnerException is NpgsqlException)
            {
                await Task.Delay(20);
            }
        }
    }
}
