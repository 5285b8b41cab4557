using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Cultivation.Kit;

namespace Cultivation.Benchmarks;

/// <summary>
/// Ten banks: what nine of them feel of a tenth that is dead, by webhook (its receiver closes every connection) and AMQP (it has no consumer, and its queue is
/// full). Rounds in which it lives and in which it is dead take turns in one run; of each kind the median of the rounds' percentiles counts, and their ratio.
/// </summary>
internal static class DeadBank
{
    private const int Banks = 10;
    private const int Rounds = 5; // of each kind
    private const int Decisions = 60; // a round
    private const int Warm = 20;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    public static async Task RunAsync()
    {
        await using var house = await Crowd.HouseAsync(("RabbitMq__FeedLength", "50"));
        var jiading = await Jiading.ReadyAsync(house);
        var banks = new List<Bank>();
        for (var i = 0; i < Banks; i++)
            banks.Add(await Bank.AddAsync(jiading, i == 0 ? Jiading.BankId : $"bank-{i:00}x"));
        var firms = await FirmsAsync(jiading, banks, Warm + (2 * Rounds * Decisions));
        var (alive, dead) = (new List<Round>(), new List<Round>());
        await RoundAsync(jiading, banks, firms[..Warm]);
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var isDead = round % 2 == 1;
            await (isDead ? banks[^1].DieAsync() : banks[^1].LiveAsync(jiading));
            (isDead ? dead : alive).Add(await RoundAsync(jiading, banks, firms[(Warm + (round * Decisions))..][..Decisions]));
        }
        Print("amqp", alive.Select(r => r.Amqp), dead.Select(r => r.Amqp));
        Print("webhook", alive.Select(r => r.Webhook), dead.Select(r => r.Webhook));
        foreach (var bank in banks)
            await bank.DisposeAsync();
    }

    /// <summary>Firms that every bank is told of, and whose title can be taken back: a decision that each bank hears of.</summary>
    private static async Task<(string Id, string Code, string Name)[]> FirmsAsync(Jiading jiading, List<Bank> banks, int count)
    {
        var firms = new (string Id, string Code, string Name)[count];
        await Crowd.AtOnce(count, async i => firms[i] = await jiading.RegisterAsync());
        await Crowd.AtOnce(count * Banks, i => jiading.ConsentAsync(firms[i / Banks].Id, banks[i % Banks].Id));
        await jiading.ImportAsync(firms.Select((f, i) => (f.Code, f.Name, i)));
        foreach (var bank in banks)
            await Eventually.True(() => bank.Queue!.Count >= count && bank.Receiver.Count >= count, Bound);
        return firms;
    }

    /// <summary>One decision after the other, until the nine have heard of it by both ways.</summary>
    private static async Task<Round> RoundAsync(Jiading jiading, List<Bank> banks, (string Id, string Code, string Name)[] firms)
    {
        var round = new Round([], []);
        foreach (var (id, code, _) in firms)
        {
            var (page, version) = await jiading.FirmAsync(id);
            var living = banks[..^1];
            Task<long>[] queues = [.. living.Select(b => b.Queue!.Next(code))];
            Task<long>[] hooks = [.. living.Select(b => b.Hooked(code))];
            var start = Stopwatch.GetTimestamp();
            await jiading.RevokeAsync(id, page, version).Good();
            round.Amqp.AddRange((await Task.WhenAll(queues).WaitAsync(Bound)).Select(end => Stopwatch.GetElapsedTime(start, end).TotalMilliseconds));
            round.Webhook.AddRange((await Task.WhenAll(hooks).WaitAsync(Bound)).Select(end => Stopwatch.GetElapsedTime(start, end).TotalMilliseconds));
        }
        return round;
    }

    private static void Print(string channel, IEnumerable<List<double>> alive, IEnumerable<List<double>> dead)
    {
        foreach (var (label, share) in new[] { ("p50", 0.5), ("p99", 0.99) })
        {
            var (with, without) = (Median(dead, share), Median(alive, share));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"deadbank_{channel}_{label} {with:0.00} ms, all alive {without:0.00} ms, ratio {with / without:0.00} ({Rounds} rounds each of {Decisions} decisions to {Banks - 1} banks)"));
            if (label == "p99")
                Bounds.Below($"The slowest hundredth by {channel} while the tenth bank is dead", with / without, 1.2, "times what it is while that lives");
        }
    }

    private static double Median(IEnumerable<List<double>> rounds, double share) => Crowd.At([.. rounds.Select(round => Crowd.At(round, share))], 0.5);

    private sealed record Round(List<double> Amqp, List<double> Webhook);

    /// <summary>A bank with a receiver and, while it lives, a consumer.</summary>
    private sealed class Bank(string id, Receiver receiver) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> awaited = new(StringComparer.Ordinal);

        public string Id => id;

        public Receiver Receiver => receiver;

        public BankQueue? Queue { get; private set; }

        public static async Task<Bank> AddAsync(Jiading jiading, string id)
        {
            if (id != Jiading.BankId)
                await jiading.AddBankAsync(id);
            var bank = new Bank(id, await Receiver.StartAsync());
            await bank.LiveAsync(jiading);
            return bank;
        }

        /// <summary>Completes with the timestamp at which the next entry about a firm comes by webhook.</summary>
        public Task<long> Hooked(string code) =>
            awaited.GetOrAdd(code, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public async Task DieAsync()
        {
            receiver.Answer = (_, http) =>
            {
                http.Abort();
                return Task.CompletedTask;
            };
            await Queue!.DisposeAsync();
            Queue = null;
        }

        /// <summary>Reads and answers, and has caught up.</summary>
        public async Task LiveAsync(Jiading jiading)
        {
            receiver.Answer = (arrival, http) =>
            {
                if (awaited.TryRemove(arrival.Subject, out var waiting))
                    waiting.SetResult(Stopwatch.GetTimestamp());
                return Receiver.With(204)(arrival, http);
            };
            // With the address set anew no wait of its time without an answer counts.
            await jiading.Operator.Command($"api/finance/v1/banks/{id}/webhook", new { address = receiver.Address }, "").Good();
            Queue ??= await BankQueue.OpenAsync(jiading.Operator, id);
            await Eventually.True(async () => await LagAsync("webhook") == 0 && await LagAsync("queue") == 0, Bound);

            async Task<int> LagAsync(string channel) => (await jiading.Operator.Read($"api/finance/v1/banks/{id}/{channel}")).Int("lag");
        }

        public async ValueTask DisposeAsync()
        {
            if (Queue is not null)
                await Queue.DisposeAsync();
            await receiver.DisposeAsync();
        }
    }
}
