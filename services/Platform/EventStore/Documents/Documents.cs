using System.Collections.Concurrent;
using Marten.Schema;

namespace Marten;

/// <summary>The document classes a store knows; one that it meets later is added then.</summary>
internal sealed class Documents
{
    readonly ConcurrentDictionary<Type, DocumentMapping> mappings = new();

    public IEnumerable<DocumentMapping> All => mappings.Values.OrderBy(m => m.Alias, StringComparer.Ordinal);

    public DocumentMapping For(Type type) =>
        mappings.TryGetValue(type, out var mapping) ? mapping : mappings.GetOrAdd(type, static t => new(t));
}
