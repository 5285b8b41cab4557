using System.Text;

namespace Marten.Schema;

/// <summary>Marten's rules for names derived from class and member names.</summary>
internal static class Names
{
    /// <summary><c>LineAdded</c> → <c>line_added</c>; a run of capitals stays together: <c>KPIFound</c> → <c>kpi_found</c>.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var startsWord = i > 0 && !char.IsLower(c) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    public static string Alias(Type type) => SnakeCase(type.Name);

    /// <summary>The class name as in code, after those that it is nested in: <c>Outer.Inner</c>.</summary>
    public static string InCode(Type type) => type.DeclaringType is { } outer ? $"{InCode(outer)}.{type.Name}" : type.Name;

    public static string DotNet(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";

    public static string DocumentAlias(Type type)
    {
        if (type.IsGenericType) throw new Marten.Exceptions.InvalidDocumentException($"{type} is generic and cannot name a document table");
        var own = type.Name.ToLowerInvariant();
        return type.DeclaringType is { } outer ? $"{outer.Name.ToLowerInvariant()}_{own}" : own;
    }

    /// <summary>Shortens a name to PostgreSQL's 63 bytes as PostgreSQL itself would.</summary>
    public static string Fit(string name) => name.Length <= 63 ? name : name[..63];
}
