using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Marten;

namespace Cultivation.Hosting;

/// <summary>
/// Erases words that name a person, on request (个人信息保护法 第四十七条): the document and the answers that were kept with it. Which act they belonged to stays.
/// Nothing brings them back.
/// </summary>
/// <param name="RequestRef">The paper by which it was asked for, by its number.</param>
public sealed record EraseText(string RequestRef)
{
    internal static TextErased Decide(EraseText command, KeptText text, string by, DateOnly today)
    {
        Require.Text(command.RequestRef, nameof(RequestRef));
        // An objection is erased where it was raised, after it has been judged.
        return text.Name is null
            ? new(text.Id, text.Stream, command.RequestRef, today, by)
            : throw new RuleBroken("text.of-objection", new { objectionId = text.Id, listId = text.Stream[(text.Stream.IndexOf(':', StringComparison.Ordinal) + 1)..] });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/texts/{textRef}/erasure", Handle).IsCommand(Roles.Supervisor).Produces<TextGone>();

    private static async Task<Reply> Handle(EraseText command, string textRef, CommandContext context, CancellationToken cancellation)
    {
        var stream = $"text:{textRef}";
        if (await context.Session.LoadAsync<KeptText>(textRef, cancellation) is not { } text)
        {
            return await context.Session.Events.FetchStreamStateAsync(stream, cancellation) is null
                ? throw new RuleBroken("text.unknown", new { textRef })
                : Reply.Ok(new TextGone(textRef));
        }
        context.Session.Events.StartStream(stream, Decide(command, text, context.Person.Subject, context.Today));
        context.Erase(text);
        return Reply.Ok(new TextGone(textRef));
    }
}

internal sealed record TextGone(string TextRef);
