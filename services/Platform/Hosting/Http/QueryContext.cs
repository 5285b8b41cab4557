using Marten;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>What a query's handler works with: a read session of the caller's district.</summary>
public sealed class QueryContext(IDocumentStore store, IHttpContextAccessor accessor, TimeProvider time) : IAsyncDisposable
{
    private IQuerySession? session;
    private string? tenant;
    private Person? person;

    /// <summary>Session of the caller's district.</summary>
    public IQuerySession Session => session ??= store.QuerySession(Tenant);

    /// <summary>The district or reference tenant that is asked.</summary>
    public string Tenant => tenant ??= District.Of(accessor.HttpContext!, Person);

    /// <summary>Who asks.</summary>
    public Person Person => person ??= Person.Of(accessor.HttpContext!.User);

    /// <summary>The present instant.</summary>
    public DateTimeOffset Now { get; } = time.GetUtcNow();

    /// <summary>The day in Shanghai.</summary>
    public DateOnly Today => Clock.Day(Now);

    /// <summary>Opens a read session on a reference tenant (<c>000000</c>, <c>310000</c>), which everybody may read.</summary>
    public IQuerySession Reference(string tenant) => store.QuerySession(tenant);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => session?.DisposeAsync() ?? ValueTask.CompletedTask;
}
