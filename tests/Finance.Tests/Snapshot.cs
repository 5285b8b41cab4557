using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cultivation.Finance.Tests;

/// <summary>
/// JSON that must not change unseen. Where a snapshot is missing, the test writes it beside the sources and fails once. With the environment variable
/// UPDATE_SNAPSHOTS it is written instead of compared.
/// </summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Is(string name, string json, [CallerFilePath] string source = "")
    {
        var text = JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement, Readable) + "\n";
        var folder = Path.GetDirectoryName(source)!;
        while (!File.Exists(Path.Combine(folder, "Finance.Tests.csproj")))
            folder = Path.GetDirectoryName(folder)!;
        var file = Path.Combine(folder, "Snapshots", $"{name}.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is not null)
            File.WriteAllText(file, text);
        if (!File.Exists(file))
        {
            File.WriteAllText(file, text);
            Assert.Fail($"{file} did not exist: look at it, then run again");
        }
        Assert.Equal(File.ReadAllText(file), text);
    }
}
