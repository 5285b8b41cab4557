using Marten;
using Marten.Events.Projections;

namespace JasperFx.Events.Projections;

/// <summary>What all projections have: a name, options and the event classes they want.</summary>
public abstract class ProjectionBase : EventFilterable
{
    private protected ProjectionBase() { }

    /// <summary>Names the row of its position, <c>Name:All</c>.</summary>
    public string Name { get; set; } = "";

    public AsyncOptions Options { get; } = new();

    /// <summary>What the store runs; made when it is registered.</summary>
    internal abstract Projected Projected(StoreOptions options, ProjectionLifecycle lifecycle);
}
