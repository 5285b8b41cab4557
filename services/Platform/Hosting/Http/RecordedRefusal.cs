using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Hosting;

/// <summary>What was refused to somebody for who that person is, and is kept on record.</summary>
/// <param name="Cause">The code of the refusal.</param>
public sealed record RefusedAct(string Person, string Act, string Cause);

/// <summary>
/// Keeps a refusal on record: who brought something about may not approve it, and tried. The caller's own transaction is lost with the refusal, so
/// this is another one.
/// </summary>
public static class RecordedRefusal
{
    /// <param name="recorded">Which refusals are recorded; others are a caller's mistake.</param>
    /// <param name="record">Appends what is recorded: of the refusal, by the subject of who asked.</param>
    public static async ValueTask<object?> Guard(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, IDocumentStore store, Func<RuleBroken, bool> recorded,
        Func<IDocumentSession, RuleBroken, string, CancellationToken, Task> record)
    {
        try
        {
            return await next(context);
        }
        catch (RuleBroken refused) when (recorded(refused))
        {
            var (command, cancellation) = (context.HttpContext.RequestServices.GetRequiredService<CommandContext>(), context.HttpContext.RequestAborted);
            await Contended.RunAsync(async () =>
            {
                await using var session = store.OnBehalf(command.Tenant, command.Person.Subject);
                await record(session, refused, command.Person.Subject, cancellation);
                await session.SaveChangesAsync(cancellation);
            });
            throw;
        }
    }

    /// <summary>An id in the address.</summary>
    public static string Named(this EndpointFilterInvocationContext context, string name) => (string)context.HttpContext.GetRouteValue(name)!;
}
