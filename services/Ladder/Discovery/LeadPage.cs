using Cultivation.Criteria;
using Cultivation.Ladder.Firms;
using Dapper;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Discovery;

/// <summary>A lead as a page shows it.</summary>
/// <param name="Reasons">What is missing, which criteria of the screen are met and with which values, and what the person said who found it.</param>
/// <param name="Met">The criteria of the screen that the firm met then.</param>
/// <param name="LegalName">As the lists have it; null in the answer to a command, which reads none.</param>
internal sealed record LeadPage(
    string LeadId, LeadQueue Queue, string FirmId, string CreditCode, string StageId, LeadChannel Channel, string FoundBy, DateOnly FoundOn,
    int? Missing, int? Open, Text[] Reasons, string? TakenBy, string? CaseNumber, LeadEnd? Ended, CriterionMet[] Met, string? LegalName = null)
{
    public static readonly string[] Workers = [Roles.CaseWorker, Roles.Supervisor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/leads/{id}", One).IsQuery(Readers.Office);
        routes.MapGet("/leads/{id}/timeline", Timeline).IsQuery(Readers.Office);
        routes.MapGet("/leads", Many).IsQuery(Readers.Office);
    }

    /// <summary>Appends what is decided, and keeps the firm's and stage's one lead in step.</summary>
    public static async Task<Reply> Change(CommandContext context, string id, Func<Lead, object[]> decide, CancellationToken cancellation)
    {
        var stream = await Lead.Fetch(context, id, cancellation);
        await context.Session.ShowTexts(stream.Aggregate, cancellation);
        var happened = decide(stream.Aggregate!);
        var lead = happened.Aggregate(stream.Aggregate!, (state, e) => state.Fold(e));
        if (happened.Length > 0)
        {
            stream.AppendMany(happened);
            context.Session.Store(new StageLead(
                StageLead.For(lead.FirmId, lead.StageId), lead.LeadId, lead.Queue == LeadQueue.Dismissed ? context.Today : null));
        }
        return Reply.Ok(Of(lead), stream.StartingVersion + happened.Length);
    }

    private static LeadPage Of(Lead lead) => new(
        lead.LeadId, lead.Queue, lead.FirmId, lead.CreditCode, lead.StageId, lead.Channel, lead.FoundBy, lead.FoundOn, lead.Missing, lead.Open,
        [.. lead.Reasons, .. lead.Met.Select(met => met.Said()), .. lead.Said is { Zh.Text: { } zh, En.Text: { } en } ? new[] { new Text(zh, en) } : []],
        lead.TakenBy, lead.CaseNumber, lead.Ended, lead.Met);

    /// <summary>Newest first; <c>next</c> is the <c>before</c> of the page that follows.</summary>
    private static async Task<Page<HistoryLine>> Timeline(string id, long? before, int? limit, QueryContext context, CancellationToken cancellation) =>
        await Recorded.Reader.ReadStream(context.Session, Lead.Key(id), before, limit, cancellation) ?? throw new RuleBroken("lead.unknown", new { id });

    private static async Task<LeadPage> One(
        string id, QueryContext context, NpgsqlDataSource database, HttpResponse response, CancellationToken cancellation)
    {
        var found = await context.Session.LoadAsync<Lead>(Lead.Key(id), cancellation) ?? throw new RuleBroken("lead.unknown", new { id });
        await context.Session.ShowTexts(found, cancellation);
        response.Headers.ETag = Reply.Tag(found.Version);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await Named(connection, context.Tenant, [found], cancellation))[0];
    }

    private static async Task<Page<LeadPage>> Many(
        string? queue, string? stageId, string? firmId, DateOnly? asOf, DateOnly? knownOn, string? after, int? limit, QueryContext context, NpgsqlDataSource database,
        CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        if (queue is not null && !Words.All<LeadQueue>().Contains(queue))
            throw new RuleBroken("lead.queue-unknown", new { queue, known = Words.All<LeadQueue>() });
        var asked = await TwoTimes.AskOfActs(context, asOf, knownOn, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var ids = await connection.QueryAsync<string>(new CommandDefinition(
            $"""
            select l.lead_id from {QueueCounts.Leads(asked)}
            where l.tenant_id = @tenant and l.lead_id > @after and (@queue is null or l.queue = @queue) and (@stageId is null or l.stage_id = @stageId)
                and (@firmId is null or l.firm_id = @firmId)
            order by l.lead_id limit @rows
            """,
            new { tenant = context.Tenant, after = after ?? "", queue, stageId, firmId, asked.KnownOn, asked.Cut, rows = most + 1 },
            cancellationToken: cancellation));
        string[] keys = [.. ids.Select(Lead.Key)];
        IReadOnlyList<Lead> found = asked.Provisional
            ? await context.Session.LoadManyAsync<Lead>(cancellation, keys)
            : await Known.Read<Lead>(database, context.Tenant, keys, asked, Lead.Events, (lead, e) => lead.Fold(e), cancellation);
        await context.Session.ShowTexts(found, cancellation);
        return Paging.Page(await Named(connection, context.Tenant, found.OrderBy(l => l.LeadId, StringComparer.Ordinal), cancellation), most, l => l.LeadId);
    }

    private static async Task<IReadOnlyList<LeadPage>> Named(
        NpgsqlConnection connection, string tenant, IEnumerable<Lead> leads, CancellationToken cancellation)
    {
        List<LeadPage> shown = [.. leads.Select(Of)];
        var names = (await connection.QueryAsync<(string Firm, string Name)>(new CommandDefinition(
            $"select firm_id, legal_name from {Database.Lists}.firm_list where tenant_id = @tenant and firm_id = any(@firms)",
            new { tenant, firms = shown.Select(l => l.FirmId).ToArray() }, cancellationToken: cancellation))).ToDictionary();
        return [.. shown.Select(l => l with { LegalName = names.GetValueOrDefault(l.FirmId) })];
    }
}
