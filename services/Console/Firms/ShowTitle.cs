using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;

namespace Cultivation.Console.Firms;

/// <summary>A title of a firm: what rests on it, what a revocation from a day would touch, and the follow-ups of one that happened.</summary>
internal static class ShowTitle
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/firms/{id}/titles/{title}", (string id, string title, string? from, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
            Page(id, title, from, null, null, gateway, ladders, cancellation)).For(SearchFirms.Readers);
        routes.MapPost("/firms/{id}/titles/{title}/{act}", Do).For(CaseRoutes.Workers);
    }

    private static async Task<IResult> Do(string id, string title, string act, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        if (TitleActs.OnTitle.Concat(TitleActs.OnFollowUps).FirstOrDefault(one => one.Name == act) is not { } asked)
            return Results.NotFound();
        try
        {
            await asked.Do($"api/ladder/v1/firms/{Urls.Part(id)}/recognitions/{Urls.Part(title)}", form, gateway, cancellation);
            // One that was recorded by mistake has no page any more.
            return Results.LocalRedirect($"/firms/{Urls.Part(id)}{(act == "annul" ? "" : $"/titles/{Urls.Part(title)}")}?said=title-{act}");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            var problem = TitleActs.OnTitle.Contains(asked)
                ? await gateway.Explain(refused.Problem, $"api/ladder/v1/firms/{Urls.Part(id)}/timeline", form["version"], cancellation)
                : refused.Problem;
            return await Page(id, title, null, problem, new(act, form), gateway, ladders, cancellation);
        }
    }

    private static async Task<IResult> Page(
        string id, string title, string? from, Problem? problem, TriedAct? tried, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var (firmPart, titlePart) = (Urls.Part(id), Urls.Part(title));
        var day = Fields.Text(from) is { } text ? $"{Paging.Day(text):yyyy-MM-dd}" : null;
        var rules = ladders.Read(cancellation);
        var radius = gateway.ReadVersioned<BlastRadius>(Urls.Query($"api/ladder/v1/firms/{firmPart}/recognitions/{titlePart}/blast-radius", ("from", day)), cancellation);
        var told = Told<ToldByTitle[]>($"api/finance/v1/firms/{firmPart}/disclosures?relyingOn={titlePart}", gateway, cancellation);
        var payments = Told<PaymentsTouched>($"api/finance/v1/firms/{firmPart}/payments?relyingOn={titlePart}", gateway, cancellation);
        var firm = await gateway.ReadVersioned<FirmView>($"api/ladder/v1/firms/{firmPart}", cancellation);
        return firm.Value.Recognitions.FirstOrDefault(one => one.Id == title) is not { } shown
            ? Results.NotFound()
            : PageSetup.Page<TitlePage>(
                new
                {
                    File = new TitleFile(firm.Value, shown, (await radius).Value, await rules, await told, await payments), FirmVersion = firm.Version,
                    FollowUpsVersion = (await radius).Version, Problem = problem, Tried = tried,
                },
                problem?.Status);
    }

    // Finance may know nothing of the firm, or not be there.
    private static async Task<T?> Told<T>(string path, Gateway gateway, CancellationToken cancellation)
    {
        try { return await gateway.Read<T>(path, cancellation); }
        catch (Refused refused) when (refused.Problem.Status is 403 or 404 or >= 500) { return default; }
    }
}
