using Cultivation.Console.Banks;
using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Firms;

/// <summary>A firm's page, as of one day, as known on another.</summary>
internal static class ShowFirm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}", Show).For(SearchFirms.Readers);

    private static Task<IResult> Show(string id, [AsParameters] FirmQuery query, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation) =>
        Page(id, query, null, null, gateway, ladders, reader, cancellation);

    /// <param name="problem">Why the last form was refused; null for none.</param>
    /// <param name="tried">That form.</param>
    public static async Task<IResult> Page(
        string id, FirmQuery query, Problem? problem, TriedAct? tried, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var (asOf, knownOn, kind, after, toldBefore) = query;
        var (part, days) = (Urls.Part(id), new[] { ("asOf", Day(asOf)), ("knownOn", Day(knownOn)) });
        var history = FirmHistory.Read(id, Fields.Text(kind), after, gateway, reader, cancellation);
        // Finance hears of a firm a moment after Ladder.
        var banks = gateway.FindBeside<FirmAtBanks>(Urls.Query($"api/finance/v1/firms/{part}", ("toldBefore", toldBefore)), cancellation);
        var rules = ladders.Read(cancellation);
        var partners = reader.Works ? gateway.FindBeside<Partners>("api/finance/v1/banks", cancellation) : Task.FromResult<Partners?>(null);
        var cases = gateway.Read<Page<CaseView>>(Urls.Query("api/ladder/v1/cases", ("firmId", id)), cancellation);
        var ties = Ties(part, gateway, reader, cancellation);
        var (firm, version) = await gateway.ReadVersioned<FirmView>(Urls.Query($"api/ladder/v1/firms/{part}", days), cancellation);
        // What banks were told later was not known on that day, nor how often they were given what they had been told.
        var at = await banks is { } told && firm.KnownOn < reader.Today
            ? told with { Told = [.. told.Told.Where(one => Clock.Day(one.RecordedAt) <= firm.KnownOn).Select(one => one with { Withheld = false, HandedOver = null })] }
            : await banks;
        var names = Names(firm, ties, gateway, reader, cancellation);
        var (ladder, next) = Ahead(firm, await rules, reader);
        var answer = next is null ? Task.FromResult<StageAnswer?>(null) : StageAnswer.Ask(id, next.Id, days, gateway, cancellation);
        return PageSetup.Page<FirmPage>(
            new
            {
                File = new FirmFile(firm, await rules, at, (await partners)?.Banks ?? []), Version = version, Ladder = ladder, Next = next, Answer = await answer, History = await history, Kind = kind,
                Cases = (await cases).Items, People = new FirmPeople(await ties, await names), Problem = problem?.Explained(tried, (await history).Own), Tried = tried,
            },
            problem?.Status);
    }

    /// <summary>The ladder of the reader's district, and the rung that comes next for the firm; null on top.</summary>
    public static (IReadOnlyList<Rung> Ladder, Rung? Next) Ahead(FirmView firm, RuleNames rules, Reader reader)
    {
        Rung[] ladder = [.. rules.Rungs.Where(rung => rung.District == reader.District)];
        var highest = firm.StagesHeld is [.., var held] ? held.Order : 0;
        return (ladder, ladder.FirstOrDefault(rung => rung.Order > highest && (firm.CreditCode is null || rung.Holder != "team")));
    }

    private static async Task<IReadOnlyList<Tie>?> Ties(string id, Gateway gateway, Reader reader, CancellationToken cancellation) =>
        reader.Person.Is(Roles.Supervisor) || reader.Person.Is(Roles.Auditor) ? await gateway.Read<Tie[]>($"api/ladder/v1/firms/{id}/ties", cancellation) : null;

    // Events hold references; who they are is on file, unless it was erased.
    private static async Task<IReadOnlyDictionary<string, string>> Names(
        FirmView firm, Task<IReadOnlyList<Tie>?> ties, Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        if (!reader.Works)
            return new Dictionary<string, string>();
        var asked = firm.Affairs.Controls.Select(control => control.ActualControllerRef).Concat(firm.Affairs.Team is { } team ? [team.LeadPersonRef, .. team.MemberRefs] : [])
            .Concat((await ties ?? []).Select(tie => tie.Person)).OfType<string>().Distinct();
        var found = await Task.WhenAll(asked.Select(async person => (person, Named: await Who(person, gateway, cancellation))));
        return found.Where(one => one.Named is not null).ToDictionary(one => one.person, one => one.Named!.Name);
    }

    private static async Task<Named?> Who(string person, Gateway gateway, CancellationToken cancellation)
    {
        try { return await gateway.Find<Named>($"api/ladder/v1/people/{Urls.Part(person)}", cancellation); }
        catch (Refused refused) when (refused.Problem.Status is StatusCodes.Status410Gone or StatusCodes.Status409Conflict) { return null; }
    }

    private static string? Day(string? text) => text is null ? null : $"{Paging.Day(text):yyyy-MM-dd}";

    private sealed record Named(string Name);

    private sealed record Partners(BankView[] Banks);
}

/// <summary>Of which day the page is asked, as known on which, and which part of the timeline it shows.</summary>
/// <param name="Kind">Events of this type alone.</param>
/// <param name="After">Where the timeline goes on.</param>
/// <param name="ToldBefore">Where what banks were told goes on.</param>
public sealed record FirmQuery(string? AsOf, string? KnownOn, string? Kind, string? After, string? ToldBefore);
