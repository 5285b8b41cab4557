using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Hosting;

/// <summary>
/// Runs a command and keeps its answer in the same transaction. Of two requests with one key the second waits inside the database on
/// the key of the answer row; then it fails, finds the first one's answer and gives that. A refusal is not kept.
/// </summary>
internal sealed class CommandFilter(CommandEndpoint command) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var work = http.RequestServices.GetRequiredService<CommandContext>();
        await work.Begin(command.Edit);
        var key = command.Kept ? await Key(http, work) : null;
        using var turn = new Contended.Turn();
        for (var run = 1; ; run++)
        {
            try
            {
                var reply = (Reply)(await next(context))!;
                work.Session.KeepTexts();
                if (key is not null)
                    Replies.Keep(work.Session, key, reply, work.Now);
                await work.Session.SaveChangesAsync(http.RequestAborted);
                return reply;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (key is not null && await Replies.Find(work, key, http.RequestAborted) is { } earlier)
                    return earlier;
                // On fresh state it may succeed, or is refused with a reason.
                if (!Contended.Met(failure) || command.Edit || run == Contended.MostRuns)
                    throw;
                await turn.Take();
                await work.Begin(command.Edit);
            }
        }
    }

    private static async Task<ReplyKey> Key(HttpContext http, CommandContext work)
    {
        var text = http.Request.Headers["Idempotency-Key"].ToString();
        if (text.Length == 0)
            throw new RuleBroken("idempotency.key-missing");
        if (text.Length > 200 || text.Any(c => c is < '!' or > '~'))
            throw new RuleBroken("idempotency.key-malformed");
        var body = http.Request.Body;
        body.Position = 0;
        var hash = Convert.ToHexString(await SHA256.HashDataAsync(body, http.RequestAborted));
        var route = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}";
        return new ReplyKey(work.Tenant, work.Person.Subject, route, text, hash);
    }
}
