using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cultivation.Ladder.Tests;

/// <summary>A text that is kept in this folder's Snapshots. With the environment variable UPDATE_SNAPSHOTS it is written instead of compared.</summary>
internal static class Snapshot
{
    public static JsonSerializerOptions Indented { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Matches(string name, string text, [CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Ladder.Tests.csproj")))
            folder = Path.GetDirectoryName(folder)!;
        var file = Path.Combine(folder, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is not null)
            File.WriteAllText(file, text + "\n");
        Assert.Equal(File.ReadAllText(file).TrimEnd(), text);
    }
}
