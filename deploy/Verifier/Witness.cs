using System.Text.Json;

namespace Cultivation.Verifier;

/// <summary>Roots by size, as somebody kept them who cannot be made to forget: a bank from its feed.</summary>
internal sealed class Witness(Dictionary<long, string> roots)
{
    public IReadOnlyDictionary<long, string> Roots => roots;

    /// <summary>Takes every object with <c>size</c> and <c>root</c>, however deep: entries of a feed, pages of it, checkpoints, one JSON or one on each line.</summary>
    public static Witness Read(string text)
    {
        Dictionary<long, string> found = [];
        if (!TryCollect(text, found))
        {
            foreach (var line in text.Split('\n'))
                TryCollect(line, found);
        }
        return new(found);
    }

    private static bool TryCollect(string text, Dictionary<long, string> found)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            Collect(document.RootElement, found);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Collect(JsonElement element, Dictionary<long, string> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, found);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("size", out var size) && size.TryGetInt64(out var events)
                && element.TryGetProperty("root", out var root) && root.ValueKind == JsonValueKind.String)
                found[events] = root.GetString()!;
            foreach (var member in element.EnumerateObject())
                Collect(member.Value, found);
        }
    }
}
