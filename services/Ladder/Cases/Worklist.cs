using System.Globalization;
using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Cases;

/// <summary>A case that waits for somebody.</summary>
/// <param name="DueOn">What the commission must do next is due; null while the clock stands and while <paramref name="CalendarPending"/>.</param>
/// <param name="NextOn">The earliest of what the commission must do: to accept, to decide, to check a promise; null for none.</param>
/// <param name="SupplementDueOn">Last day of the firm's answer.</param>
/// <param name="ProposedBy">Who proposed a decision that waits for another person's approval.</param>
internal sealed record WorklistItem(
    string Number, string State, string FirmId, string CreditCode, string? LegalName, string ProgrammeId, string StageId, string Channel,
    DateTimeOffset SubmittedOn, string? Assignee, DateOnly? DueOn, DateOnly? NextOn, bool Overdue, string? ClockStoppedFor, bool CalendarPending,
    DateOnly? SupplementDueOn, DateOnly? VerifyByOn, string? ProposedBy);

/// <summary>
/// What a case worker has to do, overdue and due soon first: now, or as it waited by the acts that were recorded by the earlier of the two days, on which it is
/// judged what was overdue. Names and towns of firms are those known today.
/// </summary>
internal static class Worklist
{
    private const string Sql = $"""
        select c.number, c.state, c.firm_id, c.credit_code, f.legal_name, c.programme_id, c.stage_id, c.channel, c.submitted_on, c.assignee, c.due_on,
            nullif(c.next_on, 'infinity') as next_on, c.stopped_for, c.supplement_due_on, c.verify_by_on, c.proposed_by
        from {Database.Lists}.case_list c left join {Database.Lists}.firm_list f on f.tenant_id = c.tenant_id and f.firm_id = c.firm_id
        where c.tenant_id = @tenant and c.open and (c.next_on, c.number) > (@nextOn, @number)
        """;

    /// <summary>All that the list shows comes from these: an evaluation is the largest event of a case, and nothing of it is shown.</summary>
    private static readonly Type[] Shown = [.. CaseTable.Events.Except([typeof(EligibilityEvaluated)])];

    /// <summary>The states of a case, as a query names them.</summary>
    public static IReadOnlyList<string> States { get; } =
        [.. Words.All<CaseState>().Except([CaseState.None.Word()])];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/worklist", Handle).IsQuery(Roles.CaseWorker, Roles.Supervisor, Roles.Auditor, Roles.Service);

    /// <param name="scope">mine, unassigned, toApprove (proposed by somebody else) or all.</param>
    /// <param name="dueBefore">Only what is due before this day.</param>
    private static async Task<Page<WorklistItem>> Handle(
        string? scope, string? state, string? stageId, DateOnly? dueBefore, string? assignee, string? firmId, string? town, DateOnly? asOf, DateOnly? knownOn,
        string? after, int? limit, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        if (state is not null && !States.Contains(state))
            throw new RuleBroken("case.state-unknown", new { state, known = States });
        var me = context.Person.Subject;
        (string Sql, Func<WorklistItem, bool> Holds) who = scope switch
        {
            null or "all" when assignee is null => ("", _ => true),
            null or "all" => (" and c.assignee = @assignee", item => item.Assignee == assignee),
            "mine" => (" and c.assignee = @me", item => item.Assignee == me),
            "unassigned" => (" and c.assignee is null", item => item.Assignee is null),
            "toApprove" => (" and c.proposed_by <> @me", item => item.ProposedBy is { } by && by != me),
            _ => throw new RuleBroken("worklist.scope-unknown", new { scope }),
        };
        var (nextOn, number) = Place(after);
        var asked = await TwoTimes.AskOfActs(context, asOf, knownOn, cancellation);
        if (!asked.Provisional)
        {
            var then = await Then(database, context.Tenant, asked, state, stageId, firmId, town, cancellation);
            return Paging.Page([.. then.Where(who.Holds).Where(item => dueBefore is null || item.NextOn < dueBefore)
                .Select(item => (Item: item, Place: (item.NextOn ?? DateOnly.MaxValue, item.Number))).Where(row => Follows(row.Place, (nextOn, number)))
                .OrderBy(row => row.Place.Item1).ThenBy(row => row.Place.Number, StringComparer.Ordinal).Take(most + 1).Select(row => row.Item)], most, Cursor);
        }
        // Only what is asked stands in the statement, so that each question has a plan of its own.
        var sql = Sql + who.Sql + (state is null ? "" : " and c.state = @state") + (stageId is null ? "" : " and c.stage_id = @stageId")
            + (dueBefore is null ? "" : " and c.next_on < @dueBefore") + (firmId is null ? "" : " and c.firm_id = @firmId")
            + (town is null ? "" : " and f.town = @town")
            + " order by c.next_on, c.number limit @rows";
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            sql,
            new { tenant = context.Tenant, nextOn, number, me, assignee, state, stageId, dueBefore, firmId, town, rows = most + 1 },
            cancellationToken: cancellation));
        return Paging.Page([.. rows.Select(r => r.Item(context.Today))], most, Cursor);
    }

    /// <summary>What waited on a day that is over, in no particular order.</summary>
    public static async Task<IEnumerable<WorklistItem>> Then(
        NpgsqlDataSource database, string tenant, TwoTimes asked, string? state, string? stageId, string? firmId, string? town, CancellationToken cancellation)
    {
        var names = await Candidates(database, tenant, asked, state, stageId, firmId, town, cancellation);
        var cases = await Known.Read<Case>(database, tenant, names.Keys.Select(Case.Key), asked, Shown, (c, e) => c.Fold(e), cancellation);
        return cases.Where(CaseTable.Waits).Select(c => Row.Of(c, names[c.Number]).Item(asked.KnownOn));
    }

    // Numbers with the names of their firms. One that has ended waits only for an appeal or for the check of a promise.
    private static async Task<Dictionary<string, string?>> Candidates(
        NpgsqlDataSource database, string tenant, TwoTimes asked, string? state, string? stageId, string? firmId, string? town, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<(string Number, string? Name)>(new CommandDefinition(
            $"""
            select c.number, f.legal_name from {Database.Lists}.case_spans c
                left join {Database.Lists}.firm_list f on f.tenant_id = c.tenant_id and f.firm_id = c.firm_id
            where c.tenant_id = @tenant and {asked.Known("c")} {(state is null ? "" : "and c.state = @state")} {(stageId is null ? "" : "and c.stage_id = @stageId")}
                {(firmId is null ? "" : "and c.firm_id = @firmId")} {(town is null ? "" : "and f.town = @town")}
                and (c.state in ('submitted', 'accepted') or exists (
                    select from {Database.Events}.mt_events e
                    where e.tenant_id = c.tenant_id and e.stream_id = 'case:' || c.number and e.type in ('commitment_signed', 'appeal_filed')))
            """,
            new { tenant, asked.KnownOn, asked.Cut, state, stageId, firmId, town }, cancellationToken: cancellation))).ToDictionary();
    }

    private static bool Follows((DateOnly On, string Number) place, (DateOnly On, string Number) after) =>
        place.On != after.On ? place.On > after.On : string.CompareOrdinal(place.Number, after.Number) > 0;

    private static string Cursor(WorklistItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"{(item.NextOn is { } on ? $"{on:yyyy-MM-dd}" : "none")}.{item.Number}");

    private static (DateOnly NextOn, string Number) Place(string? after)
    {
        if (after is null)
            return (DateOnly.MinValue, "");
        if (after.Split('.') is [var day, var number])
        {
            if (day == "none")
                return (DateOnly.MaxValue, number);
            if (Paging.Day(day) is { } on)
                return (on, number);
        }
        throw new RuleBroken("worklist.cursor-malformed", new { after });
    }

    private sealed record Row(
        string Number, string State, string FirmId, string CreditCode, string? LegalName, string ProgrammeId, string StageId, string Channel,
        DateTime SubmittedOn, string? Assignee, DateOnly? DueOn, DateOnly? NextOn, string? StoppedFor, DateOnly? SupplementDueOn, DateOnly? VerifyByOn,
        string? ProposedBy)
    {
        public static Row Of(Case c, string? legalName)
        {
            var (dueOn, stopped, verify) = (CaseTable.DueOn(c), c.Clock?.StoppedFor?.Word(), CaseTable.VerifyByOn(c));
            var nextOn = new[] { stopped is null ? dueOn : null, verify }.Min();
            return new(
                c.Number, c.State.Word(), c.FirmId, c.CreditCode, legalName, c.ProgrammeId, c.StageId, c.Channel.Word(), c.SubmittedOn.UtcDateTime, c.Assignee, dueOn,
                nextOn, stopped, c.LapsesOn, verify, c.Proposal?.By);
        }

        public WorklistItem Item(DateOnly today) => new(
            Number, State, FirmId, CreditCode, LegalName, ProgrammeId, StageId, Channel, new(SubmittedOn, TimeSpan.Zero), Assignee, DueOn, NextOn, NextOn < today, StoppedFor,
            State == "accepted" && DueOn is null && StoppedFor is null, SupplementDueOn, VerifyByOn, ProposedBy);
    }
}
