using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Owed;

/// <summary>What firms owe: changes to be reported, agreements whose evaluation is to come, yearly reports. And who is in a pool.</summary>
internal static class ListOwed
{
    /// <summary>The lists, by the last part of the page's address, with Ladder's path.</summary>
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        ["duties"] = "duties", ["agreements"] = "agreements", ["reports"] = "annual-reports/owed",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/owed", () => Results.LocalRedirect("/owed/duties")).For(Office.Readers);
        routes.MapGet("/owed/{list}", Show).For(Office.Readers);
        routes.MapGet("/pools/{id}", Members).For(Office.Readers);
    }

    private static async Task<IResult> Show(string list, string? after, string? year, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        if (!Lists.TryGetValue(list, out var path))
            return Results.NotFound();
        var rules = ladders.Read(cancellation);
        var found = await gateway.Read<Page<OwedItem>>(Urls.Query($"api/ladder/v1/{path}", ("after", after), ("year", list == "reports" ? year : null)), cancellation);
        return PageSetup.Page<OwedPage>(new { List = list, Found = found, Year = year, Rules = await rules });
    }

    private static async Task<IResult> Members(string id, string? batch, string? withoutPlan, string? after, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        var found = await gateway.Read<Page<PoolMember>>(
            Urls.Query($"api/ladder/v1/pools/{Urls.Part(id)}/members", ("batch", Fields.Text(batch)), ("withoutPlan", withoutPlan == "yes" ? "true" : null), ("after", after)),
            cancellation);
        return PageSetup.Page<PoolPage>(new { Pool = id, Batch = batch, Open = withoutPlan == "yes", Found = found, Rules = await rules });
    }
}

/// <summary>What a firm owes, of each list what it says.</summary>
/// <param name="Change">Of a duty: renamed or restructured.</param>
/// <param name="ProjectId">Of an agreement.</param>
/// <param name="ReportYear">Of a yearly report.</param>
public sealed record OwedItem(
    string FirmId, string CreditCode, string LegalName, string? Change, DateOnly? ChangedOn, DateOnly? DueOn, string? ProjectId, string? CredentialType, DateOnly? TermTo,
    int? ReportYear, bool Overdue);

/// <summary>A firm in a pool.</summary>
/// <param name="TermEndsOn">Last day; null where none is set.</param>
/// <param name="Plan">Null before the first.</param>
/// <param name="Refused">How often it refused coaching.</param>
public sealed record PoolMember(
    string FirmId, string CreditCode, string LegalName, DateOnly AdmittedOn, DateOnly? TermEndsOn, string Batch, AgreedPlan? Plan, Coached Coached, int Refused);

/// <summary>What was agreed.</summary>
public sealed record AgreedPlan(string[] MenuItems, DateOnly PeriodFrom, DateOnly PeriodTo);

/// <summary>Coaching so far: sessions, hours, persons that came.</summary>
public sealed record Coached(int Sessions, decimal Hours, int Attendees);
