using System.Diagnostics;
using Marten;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Hosting;

/// <summary>
/// What a command's handler works with. The handler decides and appends to <see cref="Session"/>; it never saves: the answer row of
/// its Idempotency-Key is saved in the same transaction, by the filter.
/// </summary>
public sealed class CommandContext(IDocumentStore store, IHttpContextAccessor accessor, TimeProvider time) : IAsyncDisposable
{
    private IDocumentSession? session;

    /// <summary>Session of the caller's district; its events carry user, correlation, <c>traceparent</c> and <c>knownSince</c>.</summary>
    public IDocumentSession Session => session ?? throw new InvalidOperationException("The endpoint is not mapped as a command.");

    /// <summary>The district (division code) or reference tenant that the caller acts for.</summary>
    public string Tenant { get; private set; } = "";

    /// <summary>Who acts.</summary>
    public Person Person { get; private set; } = Person.Nobody;

    /// <summary>One instant for the whole command.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The day in Shanghai.</summary>
    public DateOnly Today => Clock.Day(Now);

    /// <summary>Version that the caller read, from If-Match; 0 where the command is no edit.</summary>
    public long ExpectedVersion { get; private set; }

    /// <summary>Set while history is recorded.</summary>
    public KnownSince? KnownSince { get; private set; }

    /// <summary>A new opaque id, ordered by time.</summary>
    public string NewId() => Guid.CreateVersion7(Now).ToString("N");

    /// <summary>Opens a read session on a reference tenant (<c>000000</c>, <c>310000</c>), which everybody may read.</summary>
    public IQuerySession Reference(string tenant) => store.QuerySession(tenant);

    /// <summary>Deletes the answers that are kept about what stands at an address such as <c>people/7</c>, in the same transaction.</summary>
    public void ForgetReplies(string path) => Replies.Forget(Session, Tenant, path);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => session?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal async ValueTask Begin(bool edit)
    {
        await DisposeAsync();
        var http = accessor.HttpContext!;
        Person = Person.Of(http.User);
        Tenant = District.Of(http, Person);
        Now = time.GetUtcNow();
        ExpectedVersion = edit ? IfMatch.Version(http.Request) : 0;
        KnownSince = KnownSince.Of(http.Request, Person, Today);
        session = store.LightweightSession(Tenant);
        session.Mark(Person.Subject, Activity.Current?.Id);
        KnownSince?.MarkOn(session);
    }
}
