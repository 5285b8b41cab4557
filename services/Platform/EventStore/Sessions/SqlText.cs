using System.Collections.Concurrent;
using System.Text;

namespace Marten.Internal;

/// <summary>
/// SQL with <c>?</c> or <c>:name</c>, turned into PostgreSQL's <c>$1</c>. Literals, quoted names and comments are left alone.
/// </summary>
internal sealed class SqlText
{
    static readonly ConcurrentDictionary<(char, string), SqlText> Known = new();

    public string Text { get; }

    /// <summary>Names in the order of their numbers; empty for positional parameters.</summary>
    public IReadOnlyList<string> Names { get; }

    public int Positions { get; }

    SqlText(string sql, char placeholder)
    {
        var text = new StringBuilder(sql.Length + 16);
        var names = new List<string>();
        for (var i = 0; i < sql.Length; i++)
        {
            var c = sql[i];
            var skipped = Skipped(sql, i);
            if (skipped > 0)
            {
                text.Append(sql, i, skipped);
                i += skipped - 1;
            }
            else if (c == placeholder)
            {
                text.Append('$').Append(++Positions);
            }
            else if (c == ':' && i + 1 < sql.Length && (char.IsLetter(sql[i + 1]) || sql[i + 1] == '_') && (i == 0 || sql[i - 1] != ':'))
            {
                var end = i + 1;
                while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] == '_')) end++;
                var name = sql[(i + 1)..end];
                if (!names.Contains(name, StringComparer.Ordinal)) names.Add(name);
                text.Append('$').Append(names.IndexOf(name) + 1);
                i = end - 1;
            }
            else
            {
                text.Append(c);
            }
        }
        (Text, Names) = (text.ToString(), names);
    }

    public static SqlText Of(char placeholder, string sql) =>
        Known.TryGetValue((placeholder, sql), out var known) ? known : Known.GetOrAdd((placeholder, sql), key => new(key.Item2, key.Item1));

    /// <summary>Length of the literal, quoted name or comment that begins here, or 0.</summary>
    static int Skipped(string sql, int start)
    {
        var close = sql[start] switch { '\'' => "'", '"' => "\"", '-' when Next(sql, start, '-') => "\n",
            '/' when Next(sql, start, '*') => "*/",
            '$' when Next(sql, start, '$') => "$$", _ => null };
        if (close is null) return 0;
        var end = sql.IndexOf(close, Math.Min(start + close.Length, sql.Length), StringComparison.Ordinal);
        return end < 0 ? sql.Length - start : end + close.Length - start;
    }

    static bool Next(string sql, int at, char c) => at + 1 < sql.Length && sql[at + 1] == c;
}
