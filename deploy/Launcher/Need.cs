using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>For scripts that use programs which a fresh machine may not have.</summary>
internal static class Need
{
    public static readonly Verb Verb = new("need", "need PROGRAM…", "install programs that are missing, as curl, jq, amqp-consume", RunAsync);

    private static async Task<int> RunAsync(string[] programs, CancellationToken ct)
    {
        await Tools.EnsureAsync(programs, Console.Error.WriteLine);
        return 0;
    }
}
