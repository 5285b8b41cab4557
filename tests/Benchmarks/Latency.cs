using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Benchmarks;

/// <summary>
/// Decision at the gateway → bank's AMQP consumer: a supervisor approves that a firm is admitted to the pool, and the time runs from before the request is
/// sent until the bank's own client holds the CloudEvent. One after the other, one instance per service, 2,000 runs after a warm-up.
/// </summary>
internal static class Latency
{
    private const int Warm = 100;
    private const int Runs = 2000;

    public static async Task RunAsync()
    {
        await using var house = await Crowd.HouseAsync();
        var jiading = await Jiading.ReadyAsync(house);
        await jiading.OfferPoolLoanAsync();
        var cases = await CasesAsync(jiading, Warm + Runs);
        await using var queue = await BankQueue.OpenAsync(jiading.Bank, Jiading.BankId);

        var answered = new List<double>(Runs);
        var arrived = new List<double>(Runs);
        foreach (var (at, filed) in cases.Index())
        {
            var arrival = queue.Next(filed.Code);
            var start = Stopwatch.GetTimestamp();
            await jiading.ApproveAsync(filed.Number);
            var answer = Stopwatch.GetElapsedTime(start);
            var end = await arrival.WaitAsync(TimeSpan.FromSeconds(30));
            if (at < Warm)
                continue;
            answered.Add(answer.TotalMilliseconds);
            arrived.Add(Stopwatch.GetElapsedTime(start, end).TotalMilliseconds);
        }
        Print("decision_answered", answered);
        Print("decision_to_bank_queue", arrived);
        Bounds.Below("The median way from a decision to a bank's queue", Crowd.At(arrived, 0.5), 25, "ms");
        Bounds.Below("The slowest hundredth of the ways from a decision to a bank's queue", Crowd.At(arrived, 0.99), 100, "ms");
    }

    private static async Task<(string FirmId, string Code, string Number)[]> CasesAsync(Jiading jiading, int count)
    {
        var cases = new (string FirmId, string Code, string Number)[count];
        await Crowd.AtOnce(count, async i =>
        {
            var (id, code, _) = await jiading.RegisterAsync();
            await jiading.ConsentAsync(id);
            cases[i] = (id, code, await jiading.PoolCaseAsync(id));
            await jiading.ProposeAsync(cases[i].Number, await jiading.JudgementsAsync(id));
        });
        return cases;
    }

    /// <summary>Percentiles of times in milliseconds.</summary>
    public static void Print(string name, List<double> milliseconds)
    {
        foreach (var (label, share) in new[] { ("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("max", 1.0) })
        {
            var value = Crowd.At(milliseconds, share);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}_{label} {value:0.00} ms ({milliseconds.Count} runs)"));
        }
    }
}
