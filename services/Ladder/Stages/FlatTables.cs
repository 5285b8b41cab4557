using Cultivation.Ladder.Agreements;
using Cultivation.Ladder.AnnualReports;
using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Moves;
using Cultivation.Ladder.Recognitions;
using Cultivation.Ladder.Restructurings;
using Cultivation.Ladder.Teams;
using Dapper;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using Npgsql;

namespace Cultivation.Ladder.Stages;

/// <summary>Writes the flat tables from the log, each page in the transaction of its position.</summary>
internal sealed class FlatTables : SubscriptionBase
{
    private readonly NpgsqlDataSource database;

    public FlatTables(NpgsqlDataSource database)
    {
        this.database = database;
        Name = "FlatTables";
        IncludeType<EnterpriseRegistered>();
        IncludeType<EnterpriseRenamed>();
        IncludeType<TeamRegistered>();
        IncludeType<CreditCodeCorrected>();
        IncludeType<EnterpriseChangeReported>();
        IncludeType<EnterpriseRestructured>();
        IncludeType<EnterpriseDeregistered>();
        IncludeType<DistrictCustodyTransferred>();
        IncludeType<TeamEnded>();
        IncludeType<RecognitionGranted>();
        IncludeType<RecognitionRevoked>();
        IncludeType<RecognitionRestored>();
        IncludeType<RecognitionAnnulled>();
        IncludeType<RegistrationAnnulled>();
        IncludeType<StageEntered>();
        IncludeType<StageLeft>();
        IncludeType<AgreementSigned>();
        IncludeType<AgreementConcluded>();
        IncludeType<AnnualReportRecorded>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        var spans = await OpenSpans(page, cancellationToken);
        foreach (var happened in page.Events)
            Write(happened, spans, operations);
        foreach (var ((tenant, firm, stage), rows) in spans)
        {
            foreach (var row in rows.Changed)
                Write(tenant, firm, stage, row, operations);
        }
        return NullChangeListener.Instance;
    }

    private static void Write(IEvent happened, Dictionary<(string, string, string), SpanRows> spans, IDocumentOperations operations)
    {
        var (tenant, firm, known) = (happened.TenantId, Firm.IdOf(happened.StreamKey!), KnownAt.Of(happened));
        switch (happened.Data)
        {
            case EnterpriseRegistered e:
                operations.QueueSqlCommand(
                    $"""
                    insert into {Database.Lists}.firm_list as known (tenant_id, firm_id, credit_code, legal_name, all_names, town, custody_from, kind)
                    values (?, ?, ?, ?, ?, nullif(?, ''), nullif(?, 'infinity'::date), ?)
                    on conflict (tenant_id, firm_id) do update set credit_code = excluded.credit_code, legal_name = excluded.legal_name,
                        all_names = known.all_names || E'\n' || excluded.legal_name, town = excluded.town
                    """,
                    tenant, firm, e.Uscc, e.LegalName, e.LegalName, e.Town ?? "", e.CameFrom?.CustodyOn ?? DateOnly.MaxValue, e.Kind.Word());
                break;
            case TeamRegistered e:
                operations.QueueSqlCommand(
                    $"insert into {Database.Lists}.firm_list (tenant_id, firm_id, credit_code, legal_name, all_names) values (?, ?, '', ?, ?)",
                    tenant, firm, e.ProjectTitle, e.ProjectTitle);
                break;
            case CreditCodeCorrected e:
                operations.QueueSqlCommand(
                    $"update {Database.Lists}.firm_list set credit_code = ?, former_codes = former_codes || ?::varchar where tenant_id = ? and firm_id = ?",
                    e.Uscc, e.OldCode, tenant, firm);
                break;
            case EnterpriseRenamed e:
                operations.QueueSqlCommand(
                    $"update {Database.Lists}.firm_list set legal_name = ?, all_names = all_names || E'\\n' || ? where tenant_id = ? and firm_id = ?",
                    e.NewName, e.NewName, tenant, firm);
                Owed(operations, tenant, firm, Renamed, e.ChangedOn, e.ReportDueOn, known);
                break;
            case EnterpriseRestructured e:
                Owed(operations, tenant, firm, Restructured, e.EffectiveOn, e.ReportDueOn, known);
                break;
            case EnterpriseChangeReported e:
                operations.QueueSqlCommand(
                    $"""
                    update {Database.Lists}.report_duties set reported_on = ?, reported_known = ?, reported_at = nullif(?, 0)
                    where tenant_id = ? and firm_id = ? and change = ? and changed_on = ?
                    """,
                    e.ReportedOn, known.On, known.Place, tenant, firm, e.Change == ReportableChange.Renamed ? Renamed : Restructured, e.ChangedOn);
                break;
            case EnterpriseDeregistered e:
                Gone(operations, tenant, firm, e.DeregisteredOn, known);
                break;
            case DistrictCustodyTransferred e:
                Gone(operations, tenant, firm, e.EffectiveOn, known);
                break;
            case TeamEnded e:
                Gone(operations, tenant, firm, e.EndedOn, known);
                break;
            case RecognitionGranted or RecognitionRevoked or RecognitionRestored or RecognitionAnnulled:
                RecognitionSpans.Write(happened.Data, tenant, firm, known, operations);
                break;
            case AgreementSigned or AgreementConcluded:
                ListAgreements.Write(happened.Data, tenant, firm, known, operations);
                break;
            case AnnualReportRecorded e:
                ListOwedReports.Write(e, tenant, firm, known, operations);
                break;
            case RegistrationAnnulled:
                operations.QueueSqlCommand($"delete from {Database.Lists}.firm_list where tenant_id = ? and firm_id = ?", tenant, firm);
                break;
            case StageEntered e:
                Rows(spans, tenant, firm, e.StageId).Apply(e.EffectiveOn, true, known);
                break;
            case StageLeft e:
                Rows(spans, tenant, firm, e.StageId).Apply(e.EffectiveOn, false, known);
                break;
        }
    }

    private const string Renamed = "renamed";
    private const string Restructured = "restructured";

    private static void Owed(IDocumentOperations operations, string tenant, string firm, string change, DateOnly changedOn, DateOnly dueOn, KnownAt known) =>
        operations.QueueSqlCommand(
            $"""
            insert into {Database.Lists}.report_duties (tenant_id, firm_id, change, changed_on, due_on, known_from, known_at)
            values (?, ?, ?, ?, ?, ?, nullif(?, 0)) on conflict do nothing
            """,
            tenant, firm, change, changedOn, dueOn, known.On, known.Place);

    private static void Gone(IDocumentOperations operations, string tenant, string firm, DateOnly on, KnownAt known) =>
        operations.QueueSqlCommand(
            $"update {Database.Lists}.firm_list set gone_on = ?, gone_known = ?, gone_at = nullif(?, 0) where tenant_id = ? and firm_id = ?",
            on, known.On, known.Place, tenant, firm);

    private static SpanRows Rows(Dictionary<(string, string, string), SpanRows> spans, string tenant, string firm, string stage)
    {
        if (!spans.TryGetValue((tenant, firm, stage), out var rows))
            spans[(tenant, firm, stage)] = rows = new([]);
        return rows;
    }

    private static void Write(string tenant, string firm, string stage, SpanRow row, IDocumentOperations operations)
    {
        if (row.Stored)
        {
            operations.QueueSqlCommand(
                $"""
                update {Database.Lists}.stage_spans set known_to = ?, known_until = nullif(?, 0)
                where tenant_id = ? and firm_id = ? and stage_id = ? and valid_from = ? and known_to is null
                """,
                row.KnownTo!.Value.On, row.KnownTo.Value.Place, tenant, firm, stage, row.ValidFrom);
            return;
        }
        // DateOnly.MaxValue is written as infinity, no position as 0: the parameters of a queued command are never null.
        operations.QueueSqlCommand(
            $"""
            insert into {Database.Lists}.stage_spans (tenant_id, firm_id, stage_id, valid_from, valid_to, known_from, known_to, known_at, known_until)
            values (?, ?, ?, ?, nullif(?, 'infinity'::date), ?, nullif(?, 'infinity'::date), nullif(?, 0), nullif(?, 0))
            """,
            tenant, firm, stage, row.ValidFrom, row.ValidTo ?? DateOnly.MaxValue, row.KnownFrom.On, row.KnownTo?.On ?? DateOnly.MaxValue,
            row.KnownFrom.Place, row.KnownTo?.Place ?? 0);
    }

    private async Task<Dictionary<(string, string, string), SpanRows>> OpenSpans(EventRange page, CancellationToken cancellation)
    {
        var firms = page.Events.Where(e => e.Data is StageEntered or StageLeft).Select(e => (e.TenantId, Firm: Firm.IdOf(e.StreamKey!))).Distinct().ToList();
        if (firms.Count == 0)
            return [];
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var open = await connection.QueryAsync<OpenSpan>(new CommandDefinition(
            $"""
            select s.tenant_id, s.firm_id, s.stage_id, s.valid_from, s.valid_to, s.known_from, s.known_at
            from {Database.Lists}.stage_spans s join unnest(@tenants, @firms) as f (tenant_id, firm_id) using (tenant_id, firm_id)
            where s.known_to is null
            """,
            new { tenants = firms.Select(f => f.TenantId).ToArray(), firms = firms.Select(f => f.Firm).ToArray() }, cancellationToken: cancellation));
        return open.GroupBy(s => (s.TenantId, s.FirmId, s.StageId))
            .ToDictionary(g => g.Key, g => new SpanRows(g.Select(s => new SpanRow(s.ValidFrom, s.ValidTo, new(s.KnownFrom, s.KnownAt), null, true))));
    }

    private sealed record OpenSpan(string TenantId, string FirmId, string StageId, DateOnly ValidFrom, DateOnly? ValidTo, DateOnly KnownFrom, long? KnownAt);
}
