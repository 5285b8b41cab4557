using System.Reflection;
using Marten.Schema.Indexing.Unique;
using Marten.Services;

namespace Marten.Schema;

/// <summary>An index over members of a document.</summary>
public class ComputedIndex
{
    readonly MemberInfo[][] members;
    readonly string table;

    internal ComputedIndex(string table, MemberInfo[][] members) => (this.table, this.members) = (table, members);

    /// <summary>Null takes Marten's default: table, _idx_ or _uidx_, members.</summary>
    public string? Name { get; set; }

    public bool IsUnique { get; set; }

    /// <summary>PerTenant puts the tenant into the index: a unique value then is unique within its tenant only.</summary>
    public TenancyScope TenancyScope { get; set; }

    internal string FinalName => Names.Fit(
        Name ?? table + (IsUnique ? "_uidx_" : "_idx_")
            + string.Concat(members.Select(path => string.Join("_", path.Select(m => Names.SnakeCase(m.Name))))));

    internal string Ddl(string schema, Serializer serializer)
    {
        var columns = members.Select(path => Column(schema, path, serializer));
        if (TenancyScope == TenancyScope.PerTenant) columns = columns.Append("tenant_id");
        return $"CREATE {(IsUnique ? "UNIQUE " : "")}INDEX IF NOT EXISTS {FinalName} ON {schema}.{table} USING btree ({string.Join(", ", columns)});";
    }

    static string Column(string schema, MemberInfo[] path, Serializer serializer)
    {
        var steps = path.Select(m => $"'{serializer.MemberName(m.Name)}'").ToArray();
        var text = $"data {string.Concat(steps[..^1].Select(s => $"-> {s} "))}->> {steps[^1]}";
        var type = Members.TypeOf(path[^1]);
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) || (type.IsEnum && serializer.EnumsAsStrings) => $"({text})",
            _ when type == typeof(int) || type == typeof(short) || type.IsEnum => $"(CAST({text} as integer))",
            _ when type == typeof(long) => $"(CAST({text} as bigint))",
            _ when type == typeof(bool) => $"(CAST({text} as boolean))",
            _ when type == typeof(Guid) => $"(CAST({text} as uuid))",
            _ when type == typeof(decimal) => $"(CAST({text} as numeric))",
            _ when type == typeof(double) => $"(CAST({text} as double precision))",
            _ when type == typeof(DateOnly) => $"({schema}.mt_immutable_date({text}))",
            _ when type == typeof(DateTimeOffset) => $"({schema}.mt_immutable_timestamptz({text}))",
            _ => throw new NotSupportedException($"An index over {type.Name} is not supported"),
        };
    }
}
