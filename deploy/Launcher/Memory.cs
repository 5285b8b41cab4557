using System.Diagnostics;
using System.Globalization;

namespace Cultivation.Launcher;

/// <summary>A process's share of the memory that is in use: what it shares with others counts in equal parts (PSS), so that a sum counts
/// PostgreSQL's buffers once and not once per connection.</summary>
internal sealed record Memory(int ProcessId, long Bytes)
{
    /// <summary>The process and all that it started, directly or not.</summary>
    public static List<Memory> OfProcessAndChildren(int root)
    {
        var parents = Process.GetProcesses().ToDictionary(process => process.Id, process => Parent(process.Id));
        return [.. Process.GetProcesses().Where(process => Descends(process.Id)).Select(process => new Memory(process.Id, Share(process.Id) ?? process.WorkingSet64))];

        bool Descends(int id) => id == root || (parents.TryGetValue(id, out var parent) && parent > 1 && Descends(parent));
    }

    /// <returns>Null where the kernel does not tell: another user's process, or one that has just ended.</returns>
    private static long? Share(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/smaps_rollup").FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Parent(int id)
    {
        try
        {
            // The name in parentheses may hold anything; the parent is the second field after it.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
