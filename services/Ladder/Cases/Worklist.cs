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

/// <summary>What a case worker has to do: overdue and due soon first.</summary>
internal static class Worklist
{
    internal const string Sql = $"""
        select c.number, c.state, c.firm_id, c.credit_code, f.legal_name, c.programme_id, c.stage_id, c.channel, c.submitted_on, c.assignee, c.due_on,
            nullif(c.next_on, 'infinity') as next_on, c.stopped_for, c.supplement_due_on, c.verify_by_on, c.proposed_by
        from {Database.Lists}.case_list c left join {Database.Lists}.firm_list f on f.tenant_id = c.tenant_id and f.firm_id = c.firm_id
        where c.tenant_id = @tenant and c.open and (c.next_on, c.number) > (@nextOn, @number)
        """;

    /// <summary>The states of a case, as a query names them.</summary>
    public static IReadOnlyList<string> States { get; } =
        [.. Words.All<CaseState>().Except([CaseState.None.Word()])];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/worklist", Handle).IsQuery(Roles.CaseWorker, Roles.Supervisor, Roles.Auditor, Roles.Service);

    /// <param name="scope">mine, unassigned, toApprove (proposed by somebody else) or all.</param>
    /// <param name="dueBefore">Only what is due before this day.</param>
    private static async Task<Page<WorklistItem>> Handle(
        string? scope, string? state, string? stageId, DateOnly? dueBefore, string? assignee, string? firmId, string? town, string? after, int? limit,
        QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        if (state is not null && !States.Contains(state))
            throw new RuleBroken("case.state-unknown", new { state, known = States });
        var who = scope switch
        {
            null or "all" => assignee is null ? "" : " and c.assignee = @assignee",
            "mine" => " and c.assignee = @me",
            "unassigned" => " and c.assignee is null",
            "toApprove" => " and c.proposed_by <> @me",
            _ => throw new RuleBroken("worklist.scope-unknown", new { scope }),
        };
        var (nextOn, number) = Place(after);
        // Only what is asked stands in the statement, so that each question has a plan of its own.
        var sql = Sql + who + (state is null ? "" : " and c.state = @state") + (stageId is null ? "" : " and c.stage_id = @stageId")
            + (dueBefore is null ? "" : " and c.next_on < @dueBefore") + (firmId is null ? "" : " and c.firm_id = @firmId")
            + (town is null ? "" : " and f.town = @town")
            + " order by c.next_on, c.number limit @rows";
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            sql,
            new { tenant = context.Tenant, nextOn, number, me = context.Person.Subject, assignee, state, stageId, dueBefore, firmId, town, rows = most + 1 },
            cancellationToken: cancellation));
        return Paging.Page([.. rows.Select(r => r.Item(context.Today))], most, Cursor);
    }

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
        public WorklistItem Item(DateOnly today) => new(
            Number, State, FirmId, CreditCode, LegalName, ProgrammeId, StageId, Channel, new(SubmittedOn, TimeSpan.Zero), Assignee, DueOn, NextOn, NextOn < today, StoppedFor,
            State == "accepted" && DueOn is null && StoppedFor is null, SupplementDueOn, VerifyByOn, ProposedBy);
    }
}
