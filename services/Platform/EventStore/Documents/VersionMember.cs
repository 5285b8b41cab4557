namespace Marten.Schema;

/// <summary>Sets the member Version of a document, an int or a long; null when it has none.</summary>
internal static class VersionMember<T>
{
    public static readonly Action<T, long>? Set = Setter();

    static Action<T, long>? Setter()
    {
        if (typeof(T).GetProperty("Version") is not { SetMethod: { } set } property) return null;
        if (property.PropertyType == typeof(long)) return set.CreateDelegate<Action<T, long>>();
        if (property.PropertyType != typeof(int)) return null;
        var narrow = set.CreateDelegate<Action<T, int>>();
        return (state, version) => narrow(state, checked((int)version));
    }
}
