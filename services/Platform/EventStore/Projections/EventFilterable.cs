namespace JasperFx.Events.Projections;

/// <summary>Which event classes are wanted; none named means all.</summary>
public class EventFilterable
{
    public List<Type> IncludedEventTypes { get; } = [];

    public void IncludeType<T>() => IncludedEventTypes.Add(typeof(T));

    public void IncludeType(Type type) => IncludedEventTypes.Add(type);
}
