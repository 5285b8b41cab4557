using System.Linq.Expressions;
using System.Reflection;

namespace Marten.Schema;

/// <summary>Members by expression or by name, as compiled delegates.</summary>
internal static class Members
{
    public static Type TypeOf(MemberInfo member) => member switch
    {
        PropertyInfo property => property.PropertyType,
        FieldInfo field => field.FieldType,
        _ => throw new ArgumentException($"{member.Name} is neither a property nor a field", nameof(member)),
    };

    /// <summary>The path of <c>x => x.A.B</c>.</summary>
    public static MemberInfo[] Path(LambdaExpression expression)
    {
        var body = expression.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : expression.Body;
        var path = new List<MemberInfo>();
        for (; body is MemberExpression member; body = member.Expression!) path.Insert(0, member.Member);
        return path.Count > 0 && body is ParameterExpression
            ? [.. path] : throw new ArgumentException($"{expression} is not a path of members", nameof(expression));
    }

    public static Func<object, object?> Getter(Type owner, MemberInfo member)
    {
        var target = Expression.Parameter(typeof(object));
        var value = Expression.MakeMemberAccess(Expression.Convert(target, owner), member);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), target).Compile();
    }

    /// <summary>Sets a member, an init-only property included; null when it cannot be set.</summary>
    public static Action<object, object>? Setter(Type owner, MemberInfo member, Type from)
    {
        if (member is PropertyInfo { SetMethod: null } or FieldInfo { IsInitOnly: true } || owner.IsValueType) return null;
        var target = Expression.Parameter(typeof(object));
        var value = Expression.Parameter(typeof(object));
        var converted = Expression.Convert(Expression.Convert(value, from), TypeOf(member));
        var body = member is PropertyInfo property
            ? (Expression)Expression.Call(Expression.Convert(target, owner), property.SetMethod!, converted)
            : Expression.Assign(Expression.MakeMemberAccess(Expression.Convert(target, owner), member), converted);
        return Expression.Lambda<Action<object, object>>(body, target, value).Compile();
    }
}
