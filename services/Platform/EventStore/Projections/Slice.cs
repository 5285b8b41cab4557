using JasperFx.Events;

namespace Marten.Events.Projections;

/// <summary>The events of a page that belong to one document, and that document.</summary>
internal sealed class Slice<TDoc>(string tenant, object id) where TDoc : class
{
    public string Tenant => tenant;

    public object Id => id;

    public List<IEvent> Events { get; } = [];

    /// <summary>The document as it was stored.</summary>
    public TDoc? State { get; set; }

    public bool Found { get; set; }

    /// <summary>Of the document as it was stored, then as it is written.</summary>
    public long Version { get; set; }

    /// <summary>False when the stream turned out to be of another type.</summary>
    public bool Mine { get; set; } = true;

    /// <summary>The document after the page; null when it is to be removed.</summary>
    public TDoc? Next { get; set; }
}
