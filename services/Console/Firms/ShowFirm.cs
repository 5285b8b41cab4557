using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Firms;

/// <summary>A firm's page, as of one day, as known on another.</summary>
internal static class ShowFirm
{
    private const int TimelineLines = 50;
    private const int Searched = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}", Show).For(SearchFirms.Readers);

    private static async Task<IResult> Show(
        string id, string? asOf, string? knownOn, string? kind, string? after, Gateway gateway, Ladders ladders, Reader reader, CancellationToken cancellation)
    {
        var (part, days) = (Urls.Part(id), new[] { ("asOf", Day(asOf)), ("knownOn", Day(knownOn)) });
        // Events of one kind may lie far apart: more are read, and those of the kind are shown.
        var limit = string.IsNullOrEmpty(kind) ? TimelineLines : Searched;
        var timeline = gateway.Read<Page<TimelineLine>>(Urls.Query($"api/ladder/v1/firms/{part}/timeline", ("before", after), ("limit", $"{limit}")), cancellation);
        var banks = AtBanks(part, gateway, cancellation);
        var rules = ladders.Read(cancellation);
        var firm = await gateway.Read<FirmView>(Urls.Query($"api/ladder/v1/firms/{part}", days), cancellation);
        var (ladder, next) = Ahead(firm, await rules, reader);
        var answer = next is null ? null : await StageAnswer.Ask(id, next.Id, days, gateway, cancellation);
        return PageSetup.Page<FirmPage>(new
        {
            Firm = firm, Rules = await rules, Ladder = ladder, Next = next, Answer = answer, Timeline = await timeline, Kind = kind, Banks = await banks,
        });
    }

    /// <summary>The ladder of the reader's district, and the rung that comes next for the firm; null on top.</summary>
    public static (IReadOnlyList<Rung> Ladder, Rung? Next) Ahead(FirmView firm, RuleNames rules, Reader reader)
    {
        Rung[] ladder = [.. rules.Rungs.Where(rung => rung.District == reader.District)];
        var highest = firm.StagesHeld is [.., var held] ? held.Order : 0;
        return (ladder, ladder.FirstOrDefault(rung => rung.Order > highest && (firm.CreditCode is null || rung.Holder != "team")));
    }

    // Finance hears of a firm a moment after Ladder; while it cannot be reached the page says the rest.
    private static async Task<FirmAtBanks?> AtBanks(string id, Gateway gateway, CancellationToken cancellation)
    {
        try
        {
            return await gateway.Find<FirmAtBanks>($"api/finance/v1/firms/{id}", cancellation);
        }
        catch (Refused refused) when (refused.Problem.Status is 502 or 503 or 504)
        {
            return null;
        }
    }

    private static string? Day(string? text) => text is null ? null : $"{Paging.Day(text):yyyy-MM-dd}";
}
