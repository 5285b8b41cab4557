using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Firms;

/// <summary>A title of a firm: what rests on it, what a revocation from a day would touch, and the follow-ups of one that happened.</summary>
internal static class ShowTitle
{
    private static readonly Task<Page<TimelineLine>> Nothing = Task.FromResult(new Page<TimelineLine>([], null));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/firms/{id}/titles/{title}", (string id, string title, string? from, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
            Page(id, title, from, null, null, gateway, ladders, cancellation)).For(SearchFirms.Readers);
        routes.MapPost("/firms/{id}/titles/{title}/{act}", Do).For(CaseRoutes.Workers);
    }

    private static Task<IResult> Do(string id, string title, string act, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
        TitleActs.OnTitle.Concat(TitleActs.OnFollowUps).Do(
            act, $"api/ladder/v1/firms/{Urls.Part(id)}/recognitions/{Urls.Part(title)}", form, gateway,
            // One that was recorded by mistake has no page any more.
            $"/firms/{Urls.Part(id)}{(act == "annul" ? "" : $"/titles/{Urls.Part(title)}")}?said=title-{act}",
            (problem, tried) => Page(id, title, null, problem, tried, gateway, ladders, cancellation), cancellation);

    private static async Task<IResult> Page(
        string id, string title, string? from, Problem? problem, TriedAct? tried, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var (firmPart, titlePart) = (Urls.Part(id), Urls.Part(title));
        var day = Fields.Text(from) is { } text ? $"{Paging.Day(text):yyyy-MM-dd}" : null;
        var rules = ladders.Read(cancellation);
        var radius = gateway.ReadVersioned<BlastRadius>(Urls.Query($"api/ladder/v1/firms/{firmPart}/recognitions/{titlePart}/blast-radius", ("from", day)), cancellation);
        var told = gateway.FindBeside<ToldByTitle[]>($"api/finance/v1/firms/{firmPart}/disclosures?relyingOn={titlePart}", cancellation);
        var payments = gateway.FindBeside<PaymentsTouched>($"api/finance/v1/firms/{firmPart}/payments?relyingOn={titlePart}", cancellation);
        // Only these are for a version of the firm.
        var timeline = problem is { Overtaken: true } && TitleActs.OnTitle.Any(one => one.Name == tried?.Act)
            ? gateway.Read<Page<TimelineLine>>($"api/ladder/v1/firms/{firmPart}/timeline?limit=50", cancellation)
            : Nothing;
        var firm = await gateway.ReadVersioned<FirmView>($"api/ladder/v1/firms/{firmPart}", cancellation);
        if (firm.Value.Recognitions.FirstOrDefault(one => one.Id == title) is not { } shown)
            return Results.NotFound();
        var taxes = await gateway.Find<TaxYears>(Urls.Query($"api/ladder/v1/firms/{firmPart}/tax-years", ("credentialType", shown.CredentialType)), cancellation);
        return PageSetup.Page<TitlePage>(
            new
            {
                File = new TitleFile(firm.Value, shown, (await radius).Value, await rules, await told, await payments, taxes), FirmVersion = firm.Version,
                FollowUpsVersion = (await radius).Version, Problem = problem?.Explained(tried, (await timeline).Items), Tried = tried,
            },
            problem?.Status);
    }
}
