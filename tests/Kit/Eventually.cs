using System.Runtime.CompilerServices;
using Cultivation.Servers;

namespace Cultivation.Kit;

/// <summary>Waits for what other processes and threads bring about; fails with the condition's own text when the bound (30 s unless given) is over.</summary>
public static class Eventually
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    public static async Task True(Func<Task<bool>> condition, TimeSpan? bound = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        if (!await Wait.UntilAsync(_ => condition(), bound ?? Usual))
            throw new TimeoutException($"Not within {(bound ?? Usual).TotalSeconds:0.#} s: {what}");
    }

    public static Task True(Func<bool> condition, TimeSpan? bound = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        True(() => Task.FromResult(condition()), bound, what);

    /// <summary>The first answer that is not null.</summary>
    public static async Task<T> Get<T>(Func<Task<T?>> find, TimeSpan? bound = null, [CallerArgumentExpression(nameof(find))] string what = "")
        where T : class
    {
        T? found = null;
        await True(async () => (found = await find()) is not null, bound, what);
        return found!;
    }
}
