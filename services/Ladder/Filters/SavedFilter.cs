using Marten;

namespace Cultivation.Ladder.Filters;

/// <summary>
/// What a person asks a list for again and again, under a name. It is the person's own convenience and no fact of the district, and therefore a document; as
/// a link it can be given to others.
/// </summary>
/// <param name="Person">By reference.</param>
/// <param name="List">worklist, firms, leads, duties, agreements or annual-reports.</param>
/// <param name="Query">As it stands in the address behind the question mark.</param>
public sealed record SavedFilter(string Id, string Person, string Name, string List, string Query);

/// <summary>Saves a filter of one's own; one of the same name and list is replaced.</summary>
public sealed record SaveFilter(string Name, string List, string Query)
{
    /// <summary>How many a person keeps.</summary>
    private const int Most = 100;

    private static readonly string[] Lists = ["worklist", "firms", "leads", "duties", "agreements", "annual-reports"];
    private static readonly string[] Workers = [Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor];

    internal static SavedFilter Decide(SaveFilter command, IReadOnlyCollection<SavedFilter> own, string person, string newId)
    {
        Require.Text(command.Name, nameof(Name), 64);
        if (!Lists.Contains(command.List))
            throw new RuleBroken("filter.list-unknown", new { command.List, known = Lists });
        if (command.Query.Length > 1_000)
            throw new RuleBroken("filter.too-long", new { most = 1_000 });
        var same = own.FirstOrDefault(f => f.Name == command.Name && f.List == command.List);
        return same is null && own.Count >= Most
            ? throw new RuleBroken("filter.too-many", new { most = Most })
            : new(same?.Id ?? newId, person, command.Name, command.List, command.Query);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/filters", Save).IsCommand(Workers).Produces<SavedFilter>();
        routes.MapPost("/filters/{id}/removal", Remove).IsCommand(Workers).Produces<SavedFilter>();
        routes.MapGet("/filters", Own).IsQuery(Workers);
    }

    private static async Task<Reply> Save(SaveFilter command, CommandContext context, CancellationToken cancellation)
    {
        var saved = Decide(command, await Of(context.Session, context.Person, cancellation), context.Person.Subject, context.NewId());
        context.Session.Store(saved);
        return Reply.Ok(saved);
    }

    private static async Task<Reply> Remove(string id, CommandContext context, CancellationToken cancellation)
    {
        var own = await Of(context.Session, context.Person, cancellation);
        var found = own.FirstOrDefault(f => f.Id == id) ?? throw new RuleBroken("filter.unknown", new { id });
        context.Session.Delete<SavedFilter>(id);
        return Reply.Ok(found);
    }

    private static Task<IReadOnlyList<SavedFilter>> Own(QueryContext context, CancellationToken cancellation) => Of(context.Session, context.Person, cancellation);

    private static Task<IReadOnlyList<SavedFilter>> Of(IQuerySession session, Person person, CancellationToken cancellation) => session.QueryAsync<SavedFilter>(
        "where tenant_id = ? and data ->> 'person' = ? order by data ->> 'list', data ->> 'name'", cancellation, session.TenantId, person.Subject);
}
