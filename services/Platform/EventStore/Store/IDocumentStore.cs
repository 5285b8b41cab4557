using JasperFx.Events.Daemon;
using Microsoft.Extensions.Logging;

namespace Marten;

/// <summary>The one door to a database. Safe for use by many threads.</summary>
public interface IDocumentStore : IDisposable, IAsyncDisposable
{
    AdvancedOperations Advanced { get; }

    IMartenStorage Storage { get; }

    IDocumentSession LightweightSession();

    IDocumentSession LightweightSession(string tenantId);

    IQuerySession QuerySession();

    IQuerySession QuerySession(string tenantId);

    /// <summary>The operator's hands on projections and subscriptions. The argument of the database is for Marten's sake: there is one.</summary>
    ValueTask<IProjectionDaemon> BuildProjectionDaemonAsync(string? tenantIdOrDatabaseIdentifier = null, ILogger? logger = null);
}

public interface IMartenStorage
{
    /// <summary>The DDL of everything this store expects, without executing it.</summary>
    string ToDatabaseScript();

    /// <summary>Creates what is missing. Nothing is ever dropped.</summary>
    Task ApplyAllConfiguredChangesToDatabaseAsync();
}
