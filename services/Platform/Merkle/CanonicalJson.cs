using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cultivation.Merkle;

/// <summary>
/// JSON in its one canonical form (RFC 8785): no white space, members in the order of their names' UTF-16 units, strings with the fewest escapes, numbers
/// as ECMAScript writes them.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Deeper than anything that a service takes, with what is wrapped around it.</summary>
    internal const int MostDepth = 256;

    /// <summary>The canonical form as UTF-8.</summary>
    public static byte[] Bytes(JsonElement element) => Encoding.UTF8.GetBytes(Text(element));

    /// <summary>The canonical form.</summary>
    /// <exception cref="FormatException">A name stands twice in an object, a string is no Unicode, a number is too large.</exception>
    public static string Text(JsonElement element, Numbers numbers = Numbers.Exact)
    {
        var text = new StringBuilder();
        Write(text, element, numbers);
        return text.ToString();
    }

    /// <summary>The canonical form of a text.</summary>
    /// <exception cref="FormatException">As the other; or it is no JSON.</exception>
    public static string Text(string json, Numbers numbers = Numbers.Exact)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth });
            return Text(document.RootElement, numbers);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"No JSON: {fault.Message}", fault);
        }
    }

    private static void Write(StringBuilder to, JsonElement element, Numbers numbers)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Members(to, element, numbers);
                break;
            case JsonValueKind.Array:
                to.Append('[');
                var first = true;
                foreach (var item in element.EnumerateArray())
                {
                    to.Append(first ? "" : ",");
                    Write(to, item, numbers);
                    first = false;
                }
                to.Append(']');
                break;
            case JsonValueKind.String:
                String(to, Unicode(element.GetString));
                break;
            case JsonValueKind.Number:
                JsonNumber.Write(to, element.GetRawText(), numbers);
                break;
            default:
                to.Append(element.GetRawText());
                break;
        }
    }

    private static void Members(StringBuilder to, JsonElement element, Numbers numbers)
    {
        var members = element.EnumerateObject().Select(m => (Name: Unicode(() => m.Name), m.Value)).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        to.Append('{');
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0 && members[i].Name == members[i - 1].Name)
                throw new FormatException($"The name {members[i].Name} stands twice");
            to.Append(i == 0 ? "" : ",");
            String(to, members[i].Name);
            to.Append(':');
            Write(to, members[i].Value, numbers);
        }
        to.Append('}');
    }

    private static string Unicode(Func<string?> read)
    {
        try
        {
            return read()!;
        }
        catch (InvalidOperationException lone)
        {
            throw new FormatException(lone.Message, lone);
        }
    }

    private static void String(StringBuilder to, string text)
    {
        to.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\t' => to.Append("\\t"),
                '\n' => to.Append("\\n"),
                '\f' => to.Append("\\f"),
                '\r' => to.Append("\\r"),
                < ' ' => to.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => to.Append(c),
            };
        }
        to.Append('"');
    }
}
