using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cultivation.Finance.Tests;

/// <summary>What must not change unseen. With the environment variable UPDATE_SNAPSHOTS it is written instead of compared.</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Is(string name, string json) => TextIs($"{name}.json", JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement, Readable));

    public static void TextIs(string name, string text, [CallerFilePath] string source = "")
    {
        var folder = Path.GetDirectoryName(source)!;
        while (!File.Exists(Path.Combine(folder, "Finance.Tests.csproj")))
            folder = Path.GetDirectoryName(folder)!;
        var file = Path.Combine(folder, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is not null)
            File.WriteAllText(file, text + "\n");
        Assert.Equal(File.ReadAllText(file), text + "\n");
    }
}
