using Cultivation.Console.Shared;
using Cultivation.Console.Subsidies;
using Cultivation.Hosting;

namespace Cultivation.Console.MyFirm;

/// <summary>What the firm gets without having applied (免申即享): each subsidy and how it stands; the firm opens its notice and confirms the account.</summary>
internal static class ShowMySubsidies
{
    /// <summary>There is nothing to decline with: who does not confirm in time has given it up.</summary>
    internal static readonly Act<SubsidyView>[] Acts =
    [
        new("open-notice", "receipts", (subsidy, _) => subsidy.State == "notified",
            (_, reader) => [new("receivedOn", Field.Kinds.Hidden, "") { Value = $"{reader.Today:yyyy-MM-dd}" }], form => new { receivedOn = form.Text("receivedOn") }),
        new("confirm-own-account", "confirmations", (subsidy, _) => subsidy.Waits,
            (_, reader) => [Line("holderName", reader), Line("bankName", reader), Line("accountNo", reader)],
            form => new { holderName = form.Text("holderName"), bankName = form.Text("bankName"), accountNo = form.Text("accountNo") }),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my-firm/subsidies", List).For(Roles.Firm);
        routes.MapGet("/my-firm/subsidies/{id}", (string id, Gateway gateway, CancellationToken cancellation) => Page(id, null, null, gateway, cancellation)).For(Roles.Firm);
        routes.MapPost("/my-firm/subsidies/{id}/{act}", Do).For(Roles.Firm);
    }

    private static async Task<IResult> List(Gateway gateway, Reader reader, CancellationToken cancellation)
    {
        var schemes = gateway.Read<SchemeList>("api/finance/v1/schemes", cancellation);
        var found = await gateway.Read<SubsidyView[]>($"api/finance/v1/firms/{MyFirmRoutes.Own(reader)}/subsidies", cancellation);
        return PageSetup.Page<MySubsidiesPage>(new { Found = (IReadOnlyList<SubsidyView>)found, (await schemes).Schemes });
    }

    private static Task<IResult> Do(string id, string act, IFormCollection form, Gateway gateway, CancellationToken cancellation) => Acts.Do(
        act, $"api/finance/v1/subsidies/{Urls.Part(id)}", form, gateway, $"/my-firm/subsidies/{Urls.Part(id)}?said=subsidy-{act}",
        (problem, tried) => Page(id, problem, tried, gateway, cancellation), cancellation);

    private static async Task<IResult> Page(string id, Problem? problem, TriedAct? tried, Gateway gateway, CancellationToken cancellation)
    {
        var subsidy = await gateway.Read<SubsidyView>($"api/finance/v1/subsidies/{Urls.Part(id)}", cancellation);
        var scheme = await gateway.Read<Scheme>($"api/finance/v1/schemes/{Urls.Part(subsidy.SchemeId)}", cancellation);
        return PageSetup.Page<MySubsidyPage>(new { Subsidy = subsidy, Scheme = scheme, Problem = problem, Tried = tried }, problem?.Status);
    }

    private static Field Line(string name, Reader reader) => new(name, Field.Kinds.Line, reader[$"field.{name}"]);
}
