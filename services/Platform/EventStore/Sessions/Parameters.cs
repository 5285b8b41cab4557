using Npgsql;
using NpgsqlTypes;

namespace Marten.Internal;

/// <summary>Typed parameters without boxing; null values keep their type, so that a statement is prepared once.</summary>
internal static class Parameters
{
    public static NpgsqlBatchCommand Text(this NpgsqlBatchCommand command, string? value) => command.With(value, NpgsqlDbType.Varchar);

    public static NpgsqlBatchCommand Texts(this NpgsqlBatchCommand command, string?[] values) =>
        command.With(values, NpgsqlDbType.Array | NpgsqlDbType.Varchar);

    public static NpgsqlBatchCommand Number(this NpgsqlBatchCommand command, long value)
    {
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint });
        return command;
    }

    public static NpgsqlBatchCommand Id(this NpgsqlBatchCommand command, object id) =>
        id is Guid guid ? command.Uuid(guid) : command.Text((string)id);

    public static NpgsqlBatchCommand Ids(this NpgsqlBatchCommand command, IEnumerable<object> ids, Type type) => type == typeof(Guid)
        ? command.With(ids.Cast<Guid>().ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid) : command.Texts([.. ids.Cast<string>()]);

    public static NpgsqlBatchCommand Uuid(this NpgsqlBatchCommand command, Guid value)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return command;
    }

    public static NpgsqlBatchCommand Json(this NpgsqlBatchCommand command, byte[]? value) => command.With(value, NpgsqlDbType.Jsonb);

    public static NpgsqlBatchCommand Time(this NpgsqlBatchCommand command, DateTimeOffset? value)
    {
        if (value is null) return command.With<object>(null, NpgsqlDbType.TimestampTz);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = value.Value.ToUniversalTime(),
            NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }

    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T? value, NpgsqlDbType type) where T : class
    {
        command.Parameters.Add(value is null
            ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type }
            : new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
        return command;
    }
}
