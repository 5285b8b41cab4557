using Cultivation.Hosting;

namespace Cultivation.Console.Shared;

/// <summary>An entry of the navigation.</summary>
/// <param name="Path">Where it leads; it is the current one on all pages below.</param>
/// <param name="Text">Key of its text.</param>
/// <param name="Icon">Name of a Tabler icon (outline).</param>
/// <param name="For">Who sees, by role it.</param>
internal sealed record NavigationEntry(string Path, string Text, string Icon, params string[] For)
{
    /// <summary>All entries, one line each, in the order shown. A person's start page is the first one that the person sees.</summary>
    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        new("/inbox", "nav.inbox", Icon: "inbox", Roles.CaseWorker, Roles.Supervisor, Roles.Auditor),
        new("/firms", "nav.firms", Icon: "building", Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor),
        new("/discovery", "nav.discovery", Icon: "compass", Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor),
        new("/follow-ups", "nav.follow-ups", Icon: "list-check", Roles.CaseWorker, Roles.Supervisor, Roles.Auditor),
        new("/owed", "nav.owed", Icon: "calendar-due", Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor),
        new("/people", "nav.people", Icon: "users", Roles.CaseWorker, Roles.Supervisor),
        new("/lists", "nav.lists", Icon: "table-import", Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor),
        new("/programmes", "nav.programmes", Icon: "book", Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor),
        new("/published", "nav.published", Icon: "file-certificate", Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor),
        new("/targets", "nav.targets", Icon: "target", Roles.Policy, Roles.Supervisor),
        new("/subsidies", "nav.subsidies", Icon: "coins", Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor),
        new("/ledger", "nav.ledger", Icon: "shield-check", Roles.Supervisor, Roles.Auditor),
        new("/reviews", "nav.reviews", Icon: "clipboard-check", Roles.Reviewer),
        new("/operations", "nav.operations", Icon: "activity", Roles.Operator),
        new("/my-firm", "nav.my-firm", Icon: "building-factory", Roles.Firm),
        new("/banks", "nav.banks", Icon: "building-bank", Roles.Bank, Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Operator, Roles.Auditor),
    ];

    public static IEnumerable<NavigationEntry> Of(Person person) => All.Where(entry => entry.For.Any(person.Is));
}

/// <summary>The start page leads on to the first page that the person's roles have.</summary>
internal static class Home
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", (Reader reader) =>
        NavigationEntry.Of(reader.Person).FirstOrDefault() is { } first ? Results.LocalRedirect(first.Path) : Results.Forbid());
}
