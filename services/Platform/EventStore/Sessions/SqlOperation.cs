using Npgsql;
using NpgsqlTypes;

namespace Marten.Internal;

/// <summary>SQL that a caller queued.</summary>
internal sealed class SqlOperation(char placeholder, string sql, object?[] values) : Operation
{
    public override NpgsqlBatchCommand Command(DocumentStore store)
    {
        var text = SqlText.Of(placeholder, sql);
        var command = new NpgsqlBatchCommand(text.Text);
        Bind(command.Parameters, text, values);
        return command;
    }

    public static void Bind(NpgsqlParameterCollection parameters, SqlText text, object?[] values)
    {
        if (text.Names.Count > 0)
        {
            var source = values is [{ } only]
                ? only : throw new ArgumentException("Named parameters come as one object with those members", nameof(values));
            foreach (var name in text.Names) parameters.Add(Parameter(Value(source, name)));
            return;
        }
        if (text.Positions != values.Length) throw new InvalidOperationException(
            $"Wrong number of supplied parameters: the SQL has {text.Positions}, {values.Length} are given");
        foreach (var value in values) parameters.Add(Parameter(value));
    }

    static object? Value(object source, string name) => source is IReadOnlyDictionary<string, object?> map ? map[name]
        : source.GetType().GetProperty(name) is { } property ? property.GetValue(source)
        : throw new ArgumentException($"The parameters have no member '{name}'", nameof(source));

    static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new() { Value = DBNull.Value },
        DateTimeOffset time => new() { Value = time.ToUniversalTime() },
        string text => new() { Value = text, NpgsqlDbType = NpgsqlDbType.Varchar },
        string[] texts => new() { Value = texts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
        Enum number => new() { Value = Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture) },
        _ => new() { Value = value },
    };
}
