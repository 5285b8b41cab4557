using System.Globalization;
using Cultivation.Kit;

namespace Cultivation.Faults.Tests;

/// <summary>kill -9 of Finance at each step by which an entry reaches a bank. The seed says where, at which entry, and what else happens meanwhile.</summary>
public sealed class FeedKillTests : JiadingTest
{
    private const int Runs = 14;
    private AmqpWire wire = null!;
    private Receiver receiver = null!;
    private BankQueue queue = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        receiver = await Receiver.OpenAsync(Jiading.Bank, Jiading.BankId);
        queue = await BankQueue.OpenAsync(Jiading.Bank, Jiading.BankId);
    }

    public override async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync();
        await base.DisposeAsync();
        await receiver.DisposeAsync();
        await wire.DisposeAsync();
    }

    [Fact]
    public Task finance_dies_at_each_step_of_a_delivery_and_the_bank_misses_nothing() => Seeds.EachAsync(Runs, TestContext.Current.TestOutputHelper!.WriteLine, async seed =>
    {
        var random = new Random(seed);
        var firms = await Told.FirmsAsync(random.Next(2, 7));
        var at = random.Next(1, firms.Length + 1);
        var step = Enum.GetValues<Step>()[seed % Enum.GetValues<Step>().Length];
        var revoked = firms[..random.Next(firms.Length)];
        await using (var armed = await ArmAsync(step, at, random))
        {
            await Told.RecognisedAsync(firms);
            await armed.Reached();
            await House.House.Finance.KillAsync();
        }
        if (random.Next(2) == 0)
            await Told.RevokedAsync(revoked);
        await House.House.Finance.StartAsync();
        await House.House.Finance.ReadyAsync(TimeSpan.FromSeconds(60));
        var (entries, repeats) = await Told.ProvenAsync(Jiading.BankId, Brought.By(queue), Brought.By(receiver));
        return string.Create(CultureInfo.InvariantCulture, $"killed at {step}, entry {at} of {firms.Length}: {entries} entries proven, {repeats} repeats so far");
    });

    protected override Task<TestHouse> StartAsync() => TestHouse.StartAsync(by: broker => (wire = AmqpWire.To(broker)).Address);

    private async Task<Armed> ArmAsync(Step step, int at, Random random)
    {
        switch (step)
        {
            case Step.BeforePublish or Step.BeforeConfirm:
                var there = wire.StopAt(step == Step.BeforePublish ? WireStop.Publish : WireStop.Confirm, at);
                return new(() => there.WaitAsync(TimeSpan.FromSeconds(60)), wire.Drop);
            case Step.BeforeSave or Step.SavedUnknown:
                return await HoldAsync("finance.deliveries", ended: step == Step.BeforeSave);
            case Step.BeforeAnswer:
                return HoldAnswer(at);
            case Step.AfterAnswer:
                return await HoldAsync("finance.webhooks", ended: true);
            default:
                // Not a wait for anything: the moment is what the seed chose.
                var moment = TimeSpan.FromMilliseconds(random.Next(1500));
                return new(() => Task.Delay(moment), () => { });
        }
    }

    /// <summary>Finance waits to save. Killed, it has not saved; or it has, and nobody told it.</summary>
    private async Task<Armed> HoldAsync(string table, bool ended)
    {
        var held = await HeldRow.OfAsync(await House.DatabaseAsync("finance"), table, Jiading.BankId);
        return new(held.WantedAsync, async () =>
        {
            if (ended)
                Assert.True(await held.EndAsync() > 0);
            await held.DisposeAsync();
        });
    }

    /// <summary>The receiver has the entry and has not answered.</summary>
    private Armed HoldAnswer(int at)
    {
        var (came, reached, usual) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), receiver.Answer);
        receiver.Answer = async (arrival, http) =>
        {
            if (Interlocked.Increment(ref came) >= at)
            {
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            }
            await usual(arrival, http);
        };
        return new(() => reached.Task.WaitAsync(TimeSpan.FromSeconds(60)), () => receiver.Answer = usual);
    }

    private enum Step
    {
        BeforePublish,
        BeforeConfirm,
        BeforeSave,
        SavedUnknown,
        BeforeAnswer,
        AfterAnswer,
        AnyMoment,
    }

    /// <summary>A step at which Finance is held.</summary>
    /// <param name="Reached">Completes when it is there.</param>
    /// <param name="Release">Lets go, after it was killed.</param>
    private sealed record Armed(Func<Task> Reached, Func<ValueTask> Release) : IAsyncDisposable
    {
        public Armed(Func<Task> reached, Action release) : this(reached, () =>
        {
            release();
            return ValueTask.CompletedTask;
        })
        {
        }

        public ValueTask DisposeAsync() => Release();
    }
}
