using JasperFx.Events.Projections;

namespace Marten.Events.Projections;

/// <summary>What all projections have: a name and the event classes they want.</summary>
public abstract class ProjectionBase : EventFilterable
{
    private protected ProjectionBase() { }

    public string Name { get; set; } = "";
}
