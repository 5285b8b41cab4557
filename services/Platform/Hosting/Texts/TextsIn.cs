using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Cultivation.Hosting;

/// <summary>Finds the <see cref="FreeText"/>s in an object, by its properties. A type that can hold none costs one look.</summary>
internal static class TextsIn
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Holding = new();

    public static IEnumerable<FreeText> Of(object? holder) => holder switch
    {
        null or string => [],
        FreeText text => [text],
        IEnumerable many => many.Cast<object?>().SelectMany(Of),
        _ => Properties(holder.GetType()).SelectMany(p => Of(p.GetValue(holder))),
    };

    private static PropertyInfo[] Properties(Type type) => Holding.GetOrAdd(type, static t => Own(t) ? [.. Public(t).Where(p => MayHold(p.PropertyType, []))] : []);

    private static bool MayHold(Type type, HashSet<Type> asked)
    {
        if (type == typeof(FreeText))
            return true;
        if (type != typeof(string) && Many(type) is { } item)
            return MayHold(item, asked);
        return Own(type) && asked.Add(type) && Public(type).Any(p => MayHold(p.PropertyType, asked));
    }

    private static Type? Many(Type type) => type.IsArray ? type.GetElementType()
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static IEnumerable<PropertyInfo> Public(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0);

    private static bool Own(Type type) => type is { IsEnum: false, Namespace: { } name } && name.StartsWith("Cultivation.", StringComparison.Ordinal);
}
