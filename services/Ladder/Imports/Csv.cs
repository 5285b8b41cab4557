using System.Text;

namespace Cultivation.Ladder.Imports;

/// <summary>Reads and writes comma-separated values by RFC 4180: fields may be quoted, a quoted field may hold commas, line ends and doubled quotes.</summary>
internal static class Csv
{
    private static readonly System.Buffers.SearchValues<char> Quoted = System.Buffers.SearchValues.Create(",\"\r\n ");

    /// <summary>One record, without its line end.</summary>
    public static string Line(IEnumerable<string> fields) =>
        string.Join(',', fields.Select(f => f.AsSpan().ContainsAny(Quoted) ? $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : f));

    /// <summary>The records with the line on which each begins, the first being 1. Empty lines are passed over; fields are trimmed.</summary>
    public static IEnumerable<(int Line, string[] Fields)> Read(string text)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var (line, begun, quoted) = (1, 1, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var end = i == text.Length;
            var character = end ? '\n' : text[i];
            if (quoted && !end)
            {
                if (character == '"' && i + 1 < text.Length && text[i + 1] == '"')
                    field.Append(text[i++]);
                else if (character == '"')
                    quoted = false;
                else
                    field.Append(character);
            }
            else if (character == '"')
            {
                quoted = true;
            }
            else if (character is ',' or '\n')
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
                if (character == '\n')
                {
                    if (fields is not [""])
                        yield return (begun, [.. fields]);
                    fields.Clear();
                    begun = line + 1;
                }
            }
            else
            {
                field.Append(character);
            }
            if (character == '\n')
                line++;
        }
    }
}
