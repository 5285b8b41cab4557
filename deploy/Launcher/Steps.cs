using System.Diagnostics;
using Spectre.Console;

namespace Cultivation.Launcher;

/// <summary>Shows steps that run one after another or at once: live on a terminal, else as plain lines.</summary>
internal sealed class Steps
{
    private readonly ProgressContext? live;

    private Steps(ProgressContext? live) => this.live = live;

    public static async Task RunAsync(Func<Steps, Task> work)
    {
        if (Console.IsOutputRedirected)
        {
            await work(new Steps(null));
            return;
        }

        await AnsiConsole.Progress()
            .Columns(new SpinnerColumn { CompletedText = "[green]✓[/]" }, new TaskDescriptionColumn { Alignment = Justify.Left }, new ElapsedTimeColumn())
            .StartAsync(context => work(new Steps(context)));
    }

    /// <summary>Runs a step; <paramref name="work"/> gets what shows a detail of it.</summary>
    public async Task<T> StepAsync<T>(string name, Func<Action<string>, Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        var task = live?.AddTask(Markup.Escape(name)).IsIndeterminate();
        if (task is null)
            Console.WriteLine($"  {name} …");
        try
        {
            var result = await work(Say);
            if (task is null)
                Console.WriteLine($"✓ {name} ({clock.Elapsed.TotalSeconds:0.0} s)");
            else
                task.Description(Markup.Escape(name)).Value(task.MaxValue).StopTask();
            return result;
        }
        catch
        {
            if (task is null)
                Console.WriteLine($"✗ {name} ({clock.Elapsed.TotalSeconds:0.0} s)");
            else
                task.Description($"[red]✗ {Markup.Escape(name)}[/]").StopTask();
            throw;
        }

        void Say(string detail)
        {
            if (task is null)
                Console.WriteLine($"    {detail}");
            else
                task.Description = $"{Markup.Escape(name)} [grey]{Markup.Escape(detail)}[/]";
        }
    }

    public Task StepAsync(string name, Func<Action<string>, Task> work) =>
        StepAsync(name, async say =>
        {
            await work(say);
            return true;
        });
}
