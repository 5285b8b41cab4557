using System.Text;

namespace Cultivation.Servers.Tests;

internal static class Processes
{
    /// <summary>Process ids whose command line or environment holds the text.</summary>
    public static int[] Mentioning(string text) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           let name = Path.GetFileName(folder)
           where int.TryParse(name, out _) && int.Parse(name) != Environment.ProcessId
           where Read($"{folder}/cmdline").Contains(text, StringComparison.Ordinal) || Read($"{folder}/environ").Contains(text, StringComparison.Ordinal)
           select int.Parse(name),
    ];

    private static string Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
