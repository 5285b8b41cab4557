using System.Text;

namespace Cultivation.Demo;

/// <summary>The data that the product ships: programmes, the working-day calendar, published targets.</summary>
internal static class Shipped
{
    public static string Text(string name)
    {
        using var file = typeof(Shipped).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not shipped");
        return new StreamReader(file, Encoding.UTF8).ReadToEnd();
    }

    /// <summary>The rows of a CSV file (RFC 4180 without line breaks in fields), by column name.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string name)
    {
        var lines = Text(name).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var header = Fields(lines[0]);
        return lines.Skip(1).Select(line => header.Zip(Fields(line)).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static List<string> Fields(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var character in line)
        {
            if (character == '"')
                quoted = !quoted;
            else if (character == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(character);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
