using Cultivation.Console.Cases;
using Cultivation.Console.Shared;
using Cultivation.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.MyFirm;

/// <summary>A case of the firm, as far as it is the firm's to know; the firm brings papers that it owes, takes the case back before it is decided, or appeals.</summary>
internal static class ShowMyCase
{
    internal static readonly Act<CaseView>[] Acts =
    [
        new("bring-papers", "supplements/receipts", (view, _) => view.Open && view.OwedPapers.Count > 0,
            (view, reader) => [new("paper", Field.Kinds.Boxes, reader["act.receive-papers.which"]) { Options = Option.Papers(view.OwedPapers), Value = "all" }],
            form => new { items = form.All("paper") }),
        new("make-appeal", "appeal", (view, _) => view.Appealable,
            (_, reader) => [new("ground", Field.Kinds.Choice, reader["field.ground"]) { Options = Option.Of(["facts", "rule", "procedure"], word => reader.Word("ground", word)) }],
            form => new { ground = form.Text("ground") }),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my-firm/cases/{number}", (string number, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
            Page(number, null, null, gateway, ladders, cancellation)).For(Roles.Firm);
        routes.MapPost("/my-firm/cases/{number}/withdrawal", Withdraw).For(Roles.Firm);
        routes.MapPost("/my-firm/cases/{number}/acts/{act}", Do).For(Roles.Firm);
    }

    private static Task<IResult> Do(string number, string act, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation) => Acts.Do(
        act, $"api/ladder/v1/cases/{Urls.Part(number)}", form, gateway, $"/my-firm/cases/{Urls.Part(number)}?said=my-case-{act}",
        (problem, tried) => Page(number, problem, tried, gateway, ladders, cancellation), cancellation);

    private static async Task<IResult> Withdraw(
        string number, [FromForm] string key, [FromForm] string version, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        try
        {
            await gateway.Send<object>($"api/ladder/v1/cases/{Urls.Part(number)}/withdrawal", new { }, key, version, cancellation);
            return Results.LocalRedirect($"/my-firm/cases/{Urls.Part(number)}?said=my-case-withdrawn");
        }
        catch (Refused refused) when (refused.IsShown)
        {
            return await Page(number, refused.Problem, null, gateway, ladders, cancellation);
        }
    }

    private static async Task<IResult> Page(string number, Problem? problem, TriedAct? tried, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        var found = await gateway.ReadVersioned<CaseView>($"api/ladder/v1/cases/{Urls.Part(number)}", cancellation);
        return PageSetup.Page<MyCasePage>(
            new { Case = found.Value, found.Version, Rules = await rules, Problem = problem, Tried = tried }, problem?.Status);
    }
}
