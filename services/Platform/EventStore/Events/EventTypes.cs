using System.Collections.Concurrent;
using Marten.Exceptions;
using Marten.Schema;

namespace Marten.Events;

/// <summary>Which class a stored name means, and the other way round.</summary>
internal sealed class EventTypes
{
    readonly ConcurrentDictionary<Type, EventMapping> byType = new();
    readonly ConcurrentDictionary<string, EventMapping> byName = new(StringComparer.Ordinal);

    public EventMapping For(Type type) => byType.TryGetValue(type, out var mapping) ? mapping : Map(type, Names.Alias(type));

    public EventMapping Map(Type type, string name)
    {
        var mapping = EventMapping.For(type, name);
        var named = byName.GetOrAdd(name, mapping);
        if (named.ReadAs == type) return byType[type] = mapping;
        if (named.Type != type || named.ReadAs is not null) throw new InvalidOperationException(
            $"{type} and {named.ReadAs ?? named.Type} share the stored name '{name}': give one of them another with MapEventType");
        return byType[type] = named;
    }

    /// <summary>Events of this stored name are read as another class from now on.</summary>
    public void Upcast(EventMapping upcast)
    {
        if (byName.TryGetValue(upcast.Name, out var named) && (named.ReadAs is not null || named.Type != upcast.ReadAs))
            throw new InvalidOperationException($"The stored name '{upcast.Name}' already means {named.Type}");
        byName[upcast.Name] = upcast;
    }

    /// <summary>The stored names that are read as these classes; null, which is all, when none is named.</summary>
    public HashSet<string>? NamesOf(IReadOnlyCollection<Type> types)
    {
        if (types.Count == 0) return null;
        var own = types.Select(t => For(t).Name);
        return own.Concat(byName.Values.Where(m => types.Contains(m.Type)).Select(m => m.Name)).ToHashSet(StringComparer.Ordinal);
    }

    public EventMapping? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The class of a stored event: by its name, else by the class name stored beside it.</summary>
    /// <exception cref="UnknownEventTypeException">Neither is known here.</exception>
    public EventMapping Stored(string name, string? dotNetName, long sequence)
    {
        if (byName.TryGetValue(name, out var mapping)) return mapping;
        var type = dotNetName is null ? null : Type.GetType(dotNetName, throwOnError: false);
        return type is null ? throw new UnknownEventTypeException(name, sequence) : Map(type, name);
    }
}
