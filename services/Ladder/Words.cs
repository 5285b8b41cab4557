using System.Text.Json;

namespace Cultivation.Ladder;

/// <summary>Members of an enumeration as JSON, lists and messages write them.</summary>
internal static class Words
{
    public static string Word<T>(this T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName($"{value}");

    public static IReadOnlyList<string> All<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(Word)];
}
