using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Marten;

namespace Cultivation.Hosting;

/// <summary>Finds the words in which a person is named, to erase them on request. A search is asked for in a body, since addresses are kept in traces and logs.</summary>
/// <param name="Text">Any two characters, or more.</param>
public sealed record FindTexts(string Text, int? Limit = null)
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/texts/search", Handle).IsQuery(Roles.Supervisor);

    private static async Task<TextFound[]> Handle(FindTexts query, QueryContext context, CancellationToken cancellation)
    {
        if (query.Text.Trim() is not { Length: >= 2 } words)
            throw new RuleBroken("text.search-too-short");
        var found = await context.Session.QueryAsync<KeptText>(
            "where tenant_id = ? and strpos(concat_ws(' ', data ->> 'text', data ->> 'name', data ->> 'contact'), ?) > 0 order by id limit ?",
            cancellation, context.Tenant, words, Paging.Most(query.Limit));
        return [.. found.Select(t => new TextFound(t.Id, t.Stream, t.Text, t.Name))];
    }
}

/// <summary>Words that are kept.</summary>
/// <param name="Stream">The stream that refers to them: <c>case:2026-000001</c>, <c>firm:…</c>, <c>loan:…</c>.</param>
/// <param name="Name">Of an objection, who objects.</param>
internal sealed record TextFound(string TextRef, string Stream, string Text, string? Name);
