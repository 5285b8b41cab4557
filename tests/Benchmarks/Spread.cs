using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Benchmarks;

/// <summary>
/// A list names 1,000 firms, each of which has let 20 banks be told: the time from the request that applies it until every bank has every firm by every
/// channel. One instance per service; the banks' clients and receivers run on the same machine.
/// </summary>
internal static class Spread
{
    private const int Firms = 1000;
    private const int Banks = 20;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    public static async Task RunAsync()
    {
        await using var house = await Crowd.HouseAsync();
        var jiading = await Jiading.ReadyAsync(house);
        await using var receiver = await Receiver.StartAsync();
        var banks = await BanksAsync(jiading, receiver.Address);
        var firms = new (string Id, string Code, string Name)[Firms];
        await Crowd.AtOnce(Firms, async i => firms[i] = await jiading.RegisterAsync());
        await Crowd.AtOnce(Firms * Banks, i => jiading.ConsentAsync(firms[i / Banks].Id, banks[i % Banks].Id));

        var list = await jiading.ReadListAsync(firms.Select((f, i) => (f.Code, f.Name, i)));
        var (start, began) = (Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
        await jiading.ApplyAsync(list);
        // Looking costs time, too: first how many came, and what only when it may be all; and who has all is not asked again.
        var amqp = When(() => Task.FromResult(banks.All(b => b.Queue.Count >= Firms && Subjects(b.Queue.Deliveries) >= Firms)));
        var webhook = When(() => Task.FromResult(
            receiver.Count >= Firms * Banks && receiver.Arrivals.Select(a => (a.Json.Text("source"), a.Subject)).Distinct().Count() >= Firms * Banks));
        var behind = new Queue<string>(banks.Select(b => b.Id));
        var pull = When(async () =>
        {
            while (behind.TryPeek(out var id) && await HeadAsync(jiading, id) >= Firms)
                behind.Dequeue();
            return behind.Count == 0;
        });
        foreach (var (name, all) in new[] { ("amqp", amqp), ("webhook", webhook), ("pull", pull) })
        {
            var seconds = Stopwatch.GetElapsedTime(start, await all).TotalSeconds;
            Print(name, seconds);
            Bounds.Below($"The time until {Banks} banks have {Firms} firms by {name}", seconds, 30, "s");
        }
        foreach (var (name, type) in new[] { ("recognised", "credential_held"), ("decided", "eligibility_disclosed"), ("fed", "feed_entry") })
            Print(name, (await LastAsync(house, type) - began).TotalSeconds);
        foreach (var (_, queue) in banks)
            await queue.DisposeAsync();
    }

    private static void Print(string name, double seconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"spread_{name} {seconds:0.0} s ({Firms} firms, {Banks} banks)"));

    // The ways in between, by what Finance recorded.
    private static async Task<DateTimeOffset> LastAsync(TestHouse house, string type)
    {
        await using var database = NpgsqlDataSource.Create(await house.DatabaseAsync("finance"));
        await using var read = database.CreateCommand("select max(timestamp) from events.mt_events where type = $1");
        read.Parameters.Add(new() { Value = type });
        return new DateTimeOffset((DateTime)(await read.ExecuteScalarAsync())!, TimeSpan.Zero);
    }

    private static async Task<(string Id, BankQueue Queue)[]> BanksAsync(Jiading jiading, string address)
    {
        var banks = new (string Id, BankQueue Queue)[Banks];
        for (var i = 0; i < Banks; i++)
        {
            var id = i == 0 ? Jiading.BankId : $"bank-{i:00}x";
            if (i > 0)
                await jiading.AddBankAsync(id);
            await jiading.Operator.Command($"api/finance/v1/banks/{id}/webhook", new { address }, "").Good();
            banks[i] = (id, await BankQueue.OpenAsync(jiading.Operator, id));
        }
        return banks;
    }

    private static int Subjects(JsonElement[] deliveries) => deliveries.Select(d => d.Text("subject")).Distinct(StringComparer.Ordinal).Count();

    private static async Task<int> HeadAsync(Jiading jiading, string bank) =>
        (await jiading.Operator.Read($"api/finance/v1/banks/{bank}/snapshot?limit=1")).Int("bookrows");

    private static async Task<long> When(Func<Task<bool>> done)
    {
        await Eventually.True(done, Bound);
        return Stopwatch.GetTimestamp();
    }
}
