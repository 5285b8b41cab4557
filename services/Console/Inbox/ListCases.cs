using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Inbox;

/// <summary>A case that waits for somebody, as Ladder's worklist gives it.</summary>
/// <param name="NextOn">The day by which the commission must act next; null for none.</param>
/// <param name="ProposedBy">Who proposed a decision that waits for another person.</param>
public sealed record WaitingCase(
    string Number, string State, string FirmId, string CreditCode, string? LegalName, string ProgrammeId, string StageId, DateTimeOffset SubmittedOn,
    string? Assignee, DateOnly? NextOn, bool Overdue, string? ClockStoppedFor, bool CalendarPending, DateOnly? SupplementDueOn, string? ProposedBy);

internal static class ListCases
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/inbox", Show).For(Roles.CaseWorker, Roles.Supervisor, Roles.Auditor);

    private static async Task<IResult> Show([AsParameters] InboxQuery query, Gateway gateway, CancellationToken cancellation) =>
        PageSetup.Page<InboxPage>(new { Query = query, Cases = await gateway.Read<Page<WaitingCase>>(query.Path, cancellation) });
}

/// <summary>What the inbox is asked for: it stands in the address, so that it can be kept and given to others.</summary>
public sealed record InboxQuery(string? Scope, string? State, string? StageId, DateOnly? DueBefore, string? Town, string? After)
{
    /// <summary>The scope that is shown: mine unless asked.</summary>
    public string Shown => Scope ?? "mine";

    /// <summary>The gateway's path.</summary>
    public string Path => Urls.Query(
        "api/ladder/v1/worklist", ("scope", Shown), ("state", State), ("stageId", StageId), ("dueBefore", $"{DueBefore:yyyy-MM-dd}"), ("town", Town), ("after", After));
}
