using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Recognitions;

/// <summary>Something that rested on a title that was revoked, and about which no person has decided.</summary>
/// <param name="Ref">A case's number, a stage's id, or for bank notices the recognition.</param>
/// <param name="HappenedOn">Day of it: the evaluation's, the decision's, the first day on the stage.</param>
/// <param name="Criteria">Ids of the criteria that answer otherwise without the title.</param>
/// <param name="DraftedOn">Day on which the revocation became known.</param>
internal sealed record OpenFollowUp(
    string FollowUpId, string FirmId, string? CreditCode, string? LegalName, string RecognitionId, string Kind, string Ref, DateOnly HappenedOn, string[] Criteria, DateOnly DraftedOn);

/// <summary>What waits for a person since titles were revoked, of all firms, in the order of the drafts: now, or as it waited by the earlier of the two days.</summary>
internal static class ListFollowUps
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/follow-ups", Handle).IsQuery(Readers.Office);

    private static async Task<Page<OpenFollowUp>> Handle(
        string? kind, string? firmId, DateOnly? asOf, DateOnly? knownOn, string? after, int? limit, QueryContext context, NpgsqlDataSource database,
        CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        kind = Require.Word<RelianceKind>(kind, nameof(kind));
        var asked = await TwoTimes.AskOfActs(context, asOf, knownOn, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select u.follow_up_id, u.firm_id, f.credit_code, f.legal_name, u.recognition_id, u.kind, u.ref, u.happened_on, u.criteria, u.known_from as drafted_on
            from {Database.Lists}.follow_ups u left join {Database.Lists}.firm_list f on f.tenant_id = u.tenant_id and f.firm_id = u.firm_id
            where u.tenant_id = @tenant and u.follow_up_id > @after and {asked.Known("u")} {(kind is null ? "" : "and u.kind = @kind")}
                {(firmId is null ? "" : "and u.firm_id = @firmId")}
            order by u.follow_up_id limit @rows
            """,
            new { tenant = context.Tenant, after = after ?? "", asked.KnownOn, asked.Cut, kind, firmId, rows = most + 1 }, cancellationToken: cancellation));
        return Paging.Page(rows.AsList(), most, r => r.FollowUpId, r => r.Shown());
    }

    private sealed class Row
    {
        public required string FollowUpId { get; init; }
        public required string FirmId { get; init; }
        public string? CreditCode { get; init; }
        public string? LegalName { get; init; }
        public required string RecognitionId { get; init; }
        public required string Kind { get; init; }
        public required string Ref { get; init; }
        public DateOnly HappenedOn { get; init; }
        public required string[] Criteria { get; init; }
        public DateOnly DraftedOn { get; init; }

        public OpenFollowUp Shown() => new(FollowUpId, FirmId, CreditCode, LegalName, RecognitionId, Kind, Ref, HappenedOn, Criteria, DraftedOn);
    }
}
