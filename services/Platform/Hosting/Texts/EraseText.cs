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
    internal static void Map(IEndpointRouteBuilder routes, Func<KeptText, RuleBroken?> elsewhere) => routes
        .MapPost(
            "/texts/{textRef}/erasure",
            (EraseText command, string textRef, CommandContext context, CancellationToken cancellation) => command.Handle(textRef, elsewhere, context, cancellation))
        .WithTags(nameof(EraseText)).IsCommand(Roles.Supervisor).Produces<TextGone>();

    private async Task<Reply> Handle(string textRef, Func<KeptText, RuleBroken?> elsewhere, CommandContext context, CancellationToken cancellation)
    {
        Require.Text(RequestRef, nameof(RequestRef));
        var stream = $"text:{textRef}";
        if (await context.Session.LoadAsync<KeptText>(textRef, cancellation) is not { } text)
        {
            return await context.Session.Events.FetchStreamStateAsync(stream, cancellation) is null
                ? throw new RuleBroken("text.unknown", new { textRef })
                : Reply.Ok(new TextGone(textRef));
        }
        if (elsewhere(text) is { } refusal)
            throw refusal;
        context.Session.Events.StartStream(stream, new TextErased(text.Id, text.Stream, RequestRef, context.Today, context.Person.Subject));
        context.Erase(text);
        return Reply.Ok(new TextGone(textRef));
    }
}

internal sealed record TextGone(string TextRef);
