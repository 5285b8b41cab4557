using System.Diagnostics;

namespace Cultivation.Launcher;

/// <summary>Resident memory of a process.</summary>
internal sealed record Memory(int ProcessId, long Bytes)
{
    /// <summary>The process and all that it started, directly or not.</summary>
    public static List<Memory> OfProcessAndChildren(int root)
    {
        var parents = Process.GetProcesses().ToDictionary(process => process.Id, process => Parent(process.Id));
        return [.. Process.GetProcesses().Where(process => Descends(process.Id)).Select(process => new Memory(process.Id, process.WorkingSet64))];

        bool Descends(int id) => id == root || (parents.TryGetValue(id, out var parent) && parent > 1 && Descends(parent));
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
