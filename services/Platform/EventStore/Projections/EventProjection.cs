using JasperFx.Events;
using JasperFx.Events.Projections;

namespace Marten.Events.Projections;

/// <summary>Does anything with each event: stores documents, or writes flat tables by QueueSqlCommand. Override ApplyAsync.</summary>
/// <remarks>
/// A rebuild starts it with empty tables, so it must name them: <c>Options.DeleteDataInTableOnTeardown</c> for flat tables,
/// <c>Options.DeleteViewTypeOnTeardown</c> for document classes.
/// </remarks>
public abstract class EventProjection : ProjectionBase
{
    protected EventProjection() => Name = GetType().FullName!.Replace('+', '.');

    /// <summary>Queues what one event leads to. What is read here was committed before this page.</summary>
    /// <param name="ops">Operations of the event's tenant; appends are refused.</param>
    public abstract ValueTask ApplyAsync(IDocumentOperations ops, IEvent e, CancellationToken cancellation);

    internal override Projected Projected(StoreOptions options, ProjectionLifecycle lifecycle) => new ProjectedEvents(this, options);
}
