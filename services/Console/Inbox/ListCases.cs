using System.Text.Json;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Inbox;

/// <summary>A case that waits for somebody, as Ladder's worklist gives it.</summary>
/// <param name="NextOn">The day by which the commission must act next; null for none.</param>
/// <param name="ProposedBy">Who proposed a decision that waits for another person.</param>
public sealed record WaitingCase(
    string Number, string State, string FirmId, string CreditCode, string? LegalName, string StageId, DateTimeOffset SubmittedOn,
    string? Assignee, DateOnly? NextOn, bool Overdue, string? ClockStoppedFor, bool CalendarPending, DateOnly? SupplementDueOn, string? ProposedBy);

/// <summary>How many cases wait in each scope.</summary>
public sealed record InboxCounts(long Mine, long Unassigned, long ToApprove, long All, long Overdue)
{
    /// <summary>Of a scope, by its word.</summary>
    public long Of(string scope) => scope switch { "mine" => Mine, "unassigned" => Unassigned, "toApprove" => ToApprove, _ => All };
}

/// <summary>What the inbox is asked for: it stands in the address, so that it can be kept and given to others.</summary>
/// <param name="Assignee">Whose cases; asked only where everybody's are shown.</param>
public sealed record InboxQuery(string? Scope, string? State, string? StageId, DateOnly? DueBefore, string? Town, string? Assignee, string? After)
{
    /// <summary>In the order of the tabs; the last two words are those of Ladder for everybody's and for proposals of others.</summary>
    public static IReadOnlyList<string> Scopes { get; } = ["mine", "unassigned", "all", "toApprove"];

    /// <summary>The scope that is shown: mine unless asked.</summary>
    public string Shown => Scope is { } asked && Scopes.Contains(asked) ? asked : "mine";

    /// <summary>Something besides the scope is asked for.</summary>
    public bool Filtered => State is not null || StageId is not null || DueBefore is not null || Town is not null || Assignee is not null;

    /// <summary>As the address has it, without the place in the list.</summary>
    public string Words => Urls.Query("", [.. Named()]);

    /// <summary>The gateway's path.</summary>
    public string Path => Urls.Query("api/ladder/v1/worklist", [.. Named(), ("after", After)]);

    /// <summary>Where the page hears that the list has changed.</summary>
    /// <param name="seen">The fingerprint of what it shows.</param>
    public string Live(string seen) => Urls.Query("/inbox/live", [.. Named(), ("after", After), ("seen", seen)]);

    /// <summary>From the fields of the address; empty ones are not asked.</summary>
    internal static InboxQuery Of(string? scope, string? state, string? stageId, string? dueBefore, string? town, string? assignee, string? after) => new(
        Fields.Text(scope), Fields.Text(state), Fields.Text(stageId), Fields.Text(dueBefore) is { } day ? Paging.Day(day) : null, Fields.Text(town),
        scope == "all" ? Fields.Text(assignee) : null, Fields.Text(after));

    private (string, string?)[] Named() =>
        [("scope", Shown), ("state", State), ("stageId", StageId), ("dueBefore", $"{DueBefore:yyyy-MM-dd}"), ("town", Town), ("assignee", Assignee)];
}

/// <summary>What the inbox shows.</summary>
public sealed record Waiting(Page<WaitingCase> Cases, InboxCounts Counts)
{
    /// <summary>Other where a case has come, gone or changed, here or in a count.</summary>
    public string Fingerprint => Live.Fingerprint(JsonSerializer.Serialize(new { Cases, Counts }, Gateway.Json));

    /// <summary>Asks Ladder.</summary>
    internal static async Task<Waiting> Read(InboxQuery query, Gateway gateway, CancellationToken cancellation)
    {
        var counts = gateway.Read<InboxCounts>("api/ladder/v1/worklist/counts", cancellation);
        return new(await gateway.Read<Page<WaitingCase>>(query.Path, cancellation), await counts);
    }
}

/// <summary>What waits: overdue and due first.</summary>
internal static class ListCases
{
    public static readonly string[] Readers = [Roles.CaseWorker, Roles.Supervisor, Roles.Auditor];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/inbox", Show).For(Readers);

    public static async Task<IResult> Show(
        string? scope, string? state, string? stageId, string? dueBefore, string? town, string? assignee, string? after,
        Gateway gateway, Ladders ladders, WorkingDays days, CancellationToken cancellation)
    {
        var query = InboxQuery.Of(scope, state, stageId, dueBefore, town, assignee, after);
        var waiting = Waiting.Read(query, gateway, cancellation);
        var (filters, rules) = (gateway.Read<SavedFilter[]>("api/ladder/v1/filters", cancellation), ladders.Read(cancellation));
        return PageSetup.Page<InboxPage>(new
        {
            Query = query,
            Waiting = await waiting,
            Rules = await rules,
            Left = await days.Left((await waiting).Cases.Items.Select(item => item.NextOn).OfType<DateOnly>(), cancellation),
            Filters = (IReadOnlyList<SavedFilter>)[.. (await filters).Where(filter => filter.List == SaveFilter.List)],
        });
    }
}
