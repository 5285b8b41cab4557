using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance;

/// <summary>What was refused to somebody for who that person is, and is kept on record.</summary>
/// <param name="Cause">The code of the refusal.</param>
public sealed record RefusedAct(string Person, string Act, string Cause);

/// <summary>
/// Keeps a refusal on record: who brought something about may not approve it, and tried. The caller's own transaction is lost with the refusal, so
/// this is another one.
/// </summary>
internal static class RecordedRefusal
{
    /// <summary>The act that is guarded.</summary>
    public const string Approval = "approval";

    /// <param name="code">The refusal that is recorded; others are a caller's mistake.</param>
    /// <param name="record">Appends what is recorded.</param>
    public static async ValueTask<object?> Guard(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, IDocumentStore store, string code,
        Func<IDocumentSession, string, CancellationToken, Task> record)
    {
        try
        {
            return await next(context);
        }
        catch (RuleBroken refused) when (refused.Code == code)
        {
            var (command, cancellation) = (context.HttpContext.RequestServices.GetRequiredService<CommandContext>(), context.HttpContext.RequestAborted);
            await Contended.RunAsync(async () =>
            {
                await using var session = store.LightweightSession(command.Tenant);
                session.LastModifiedBy = command.Person.Subject;
                await record(session, command.Person.Subject, cancellation);
                await session.SaveChangesAsync(cancellation);
            });
            throw;
        }
    }

    /// <summary>An id in the address.</summary>
    public static string Named(this EndpointFilterInvocationContext context, string name) => (string)context.HttpContext.GetRouteValue(name)!;
}
