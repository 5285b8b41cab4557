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
}

public interface IMartenStorage
{
    /// <summary>The DDL of everything this store expects, without executing it.</summary>
    string ToDatabaseScript();

    /// <summary>Creates what is missing. Nothing is ever dropped.</summary>
    Task ApplyAllConfiguredChangesToDatabaseAsync();
}
