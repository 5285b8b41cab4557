using JasperFx.Events;

namespace Cultivation.Ladder.Cases;

/// <summary>A case as its page shows it.</summary>
/// <param name="Overdue">Not decided by the end of its due day.</param>
internal sealed record CasePage(
    string Number, CaseState State, string FirmId, string CreditCode, string ProgrammeId, string StageId, CaseChannel Channel, DateTimeOffset SubmittedOn,
    DateOnly? AcceptedOn, DateOnly? DueOn, bool Overdue, string[] MissingTolerated, string? ProgrammeVersion, string? RulesHash, SlaPlan? SlaPlan,
    CaseDecision? Decision, DateOnly? DecidedOn, string? DecidedBy, string? Batch, string? Note)
{
    public static CasePage Of(Case c, DateOnly today) => new(
        c.Number, c.State, c.FirmId, c.CreditCode, c.ProgrammeId, c.StageId, c.Channel, c.SubmittedOn, c.Accepted?.AcceptedOn, c.Accepted?.DueOn,
        c.State == CaseState.Accepted && c.Accepted!.DueOn < today, c.Accepted?.MissingTolerated ?? [], c.Accepted?.ProgrammeVersion, c.Accepted?.RulesHash,
        c.Accepted?.SlaPlan, c.Decided?.Decision, c.Decided?.DecidedOn, c.Decided?.DecidedBy, c.Decided?.Batch, c.Decided?.Note);

    /// <exception cref="RuleBroken"><c>case.unknown</c>, or <c>version.stale</c> when the caller read another version.</exception>
    public static async Task<IEventStream<Case>> Fetch(CommandContext context, string number, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Case>(Case.Key(number), cancellation);
        if (stream.Aggregate is null)
            throw new RuleBroken("case.unknown", new { number });
        return stream.StartingVersion == context.ExpectedVersion ? stream : throw new RuleBroken("version.stale");
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}", One).IsQuery(Readers.Office);
        routes.MapGet("/cases", Many).IsQuery(Readers.Office);
    }

    private static async Task<CasePage> One(string number, QueryContext context, HttpResponse response, CancellationToken cancellation)
    {
        var found = await context.Session.LoadAsync<Case>(Case.Key(number), cancellation) ?? throw new RuleBroken("case.unknown", new { number });
        response.Headers.ETag = Reply.Tag(found.Version);
        return Of(found, context.Today);
    }

    private static async Task<Page<CasePage>> Many(
        string? state, string? firmId, string? after, int? limit, QueryContext context, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        if (state is not (null or "submitted" or "accepted" or "decided"))
            throw new RuleBroken("case.state-unknown", new { state });
        var keys = await context.Session.QueryAsync<string>(
            $"""
            select id from {Database.Events}.mt_doc_case
            where tenant_id = ? and id > ? and (? = '' or data ->> 'state' = ?) and (? = '' or data ->> 'firmId' = ?) order by id limit ?
            """,
            cancellation, context.Tenant, Case.Key(after ?? ""), state ?? "", state ?? "", firmId ?? "", firmId ?? "", most + 1);
        var found = (await context.Session.LoadManyAsync<Case>(cancellation, [.. keys])).OrderBy(c => c.Id, StringComparer.Ordinal);
        return Paging.Page([.. found.Select(c => Of(c, context.Today))], most, c => c.Number);
    }
}
