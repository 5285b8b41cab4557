using Npgsql;

namespace Marten.Internal;

/// <summary>Rows of SQL that a caller wrote.</summary>
internal static class SqlQuery
{
    public static async Task<IReadOnlyList<T>> RunAsync<T>(QuerySession session, char placeholder, string sql, object[] values,
        CancellationToken token)
    {
        var store = session.Owner;
        await store.Database.ReadyAsync(token);
        var simple = IsSimple(typeof(T));
        var document = simple || IsWhole(sql) ? null : session.Mapping(typeof(T));
        if (document is not null)
        {
            await store.Database.ReadyAsync(document, token);
            sql = store.Sql.Select(document) + (IsCondition(sql) ? sql : "where " + sql);
        }
        else
        {
            sql = session.Work.Tables.Sql(sql);
        }
        var text = SqlText.Of(placeholder, sql);
        await using var command = store.Database.Source.CreateCommand(text.Text);
        SqlOperation.Bind(command.Parameters, text, values);
        await using var rows = await command.ExecuteReaderAsync(token);
        var found = new List<T>();
        while (await rows.ReadAsync(token)) found.Add(simple ? Value<T>(rows) : store.Loaded<T>(rows, document));
        return found;
    }

    static T Value<T>(NpgsqlDataReader row) => row.IsDBNull(0) && default(T) is null ? default! : row.GetFieldValue<T>(0);

    static bool IsSimple(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type == typeof(string) || type == typeof(Guid) || type == typeof(decimal) || type == typeof(DateTime)
            || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly) || type == typeof(byte[]);
    }

    static bool IsWhole(string sql) => Begins(sql, "select") || Begins(sql, "with");

    static bool IsCondition(string sql) => Begins(sql, "where") || Begins(sql, "order");

    static bool Begins(string sql, string word) => sql.AsSpan().TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
