using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten.Internal;
using Marten.Schema;
using Npgsql;

namespace Marten.Events.Projections;

/// <summary>Runs an EventProjection, each event with operations of its tenant.</summary>
internal sealed class ProjectedEvents : Projected
{
    readonly EventProjection projection;

    public ProjectedEvents(EventProjection projection, StoreOptions options) : base(projection.Name, projection.Options)
    {
        this.projection = projection;
        Types.AddRange(projection.IncludedEventTypes);
        Documents = [.. projection.Options.Views.Select(options.Documents.For)];
    }

    public override IReadOnlyList<DocumentMapping> Documents { get; }

    public override async Task ApplyAsync(DocumentSession session, IReadOnlyList<IEvent> events, NpgsqlConnection? inside,
        CancellationToken token)
    {
        var tenants = new Dictionary<string, IDocumentOperations>(StringComparer.Ordinal);
        foreach (var e in events)
        {
            if (!Wants(e)) continue;
            if (!tenants.TryGetValue(e.TenantId, out var operations)) tenants[e.TenantId] = operations = session.ForTenant(e.TenantId);
            try
            {
                await projection.ApplyAsync(operations, e, token);
            }
            catch (Exception failure) when (inside is null && !token.IsCancellationRequested)
            {
                throw new ApplyEventException(e, failure);
            }
        }
        if (session.Work.Streams.Count > 0) throw new InvalidOperationException($"{Name} appends events: a subscription may, a projection may not");
    }
}
