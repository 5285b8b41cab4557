using Marten;

namespace Cultivation.Ladder.People;

/// <summary>A person as the office sees it.</summary>
/// <param name="TeamId">The team that the person belongs to now; null for none.</param>
internal sealed record PersonPage(string PersonRef, string Name, string? Phone, string? Email, string? Qualification, string? Notes, string? TeamId);

/// <param name="Text">Any two characters of a name, or more.</param>
public sealed record FindPeople(string Text, int? Limit = null);

/// <summary>Who a person is: for those who do the work, in their district. A search is asked for in a body, since addresses are kept in traces and logs.</summary>
internal static class GetPerson
{
    private static readonly string[] Readers = [Roles.CaseWorker, Roles.Supervisor];

    public static string Path(string personRef) => $"people/{personRef}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people/{personRef}", One).IsQuery(Readers);
        routes.MapPost("/people/search", Many).IsQuery(Readers);
    }

    private static async Task<PersonPage> One(string personRef, QueryContext context, HttpResponse response, CancellationToken cancellation)
    {
        var file = await PersonFile.Require(context.Session, personRef, cancellation);
        var found = await context.Session.LoadAsync<PersonDetails>(personRef, cancellation);
        var team = await context.Session.LoadAsync<Teams.TeamPerson>(personRef, cancellation);
        response.Headers.ETag = Reply.Tag(file.Version);
        return new(personRef, found!.Name, found.Phone, found.Email, found.Qualification, found.Notes, team?.TeamId);
    }

    private static async Task<PersonNamed[]> Many(FindPeople query, QueryContext context, CancellationToken cancellation)
    {
        if (query.Text.Trim().Length < 2)
            throw new RuleBroken("person.search-too-short");
        var found = await context.Session.QueryAsync<PersonNamed>(
            $"""
            select json_build_object('personRef', id, 'name', data ->> 'name', 'qualification', data ->> 'qualification') from {Database.Events}.mt_doc_persondetails
            where tenant_id = ? and strpos(data ->> 'name', ?) > 0 order by data ->> 'name', id limit ?
            """,
            cancellation, context.Tenant, query.Text.Trim(), Paging.Most(query.Limit));
        return [.. found];
    }
}

/// <summary>Enough to tell one from another.</summary>
internal sealed record PersonNamed(string PersonRef, string Name, string? Qualification);
