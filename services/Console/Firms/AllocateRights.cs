using Cultivation.Console.Shared;
using Cultivation.Hosting;
using static Cultivation.Console.Shared.Field;

namespace Cultivation.Console.Firms;

/// <summary>After a merger or a split: what of one firm passes to another. Nothing passes unnamed, and no title passes at all.</summary>
internal static class AllocateRights
{
    public static readonly Act<Allocation>[] All =
    [
        new("allocate", "allocations", (_, _) => true,
            (allocation, reader) =>
            [
                new("restructuring", Kinds.Hidden, "") { Value = allocation.Restructuring.RestructuringId }, new("giver", Kinds.Hidden, "") { Value = allocation.Giver.Id },
                .. Any("fact", reader["allocation.figures"], allocation.Figures(reader)), .. Any("right", reader["firm.rights"], allocation.Giver.Affairs.RightsInForce(reader)),
                new("age", Kinds.Choice, reader["allocation.age"]) { Options = Option.Of(["no", "yes"], word => reader[word]) },
                new("documentRef", Kinds.Line, reader["field.reference"]),
            ],
            form => new
            {
                restructuringId = form.Text("restructuring"), fromFirmId = form.Text("giver"), factIds = form.All("fact"), ipNos = form.All("right"),
                agePasses = form.Text("age") == "yes", documentRef = form.Text("documentRef"),
            }),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string Path = "/firms/{id}/restructurings/{restructuring}/{giver}";
        routes.MapGet(Path, (string id, string restructuring, string giver, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
            Page(id, restructuring, giver, null, null, gateway, ladders, cancellation)).For(Roles.Supervisor);
        routes.MapPost($"{Path}/{{act}}", Do).For(Roles.Supervisor);
    }

    private static Task<IResult> Do(
        string id, string restructuring, string giver, string act, IFormCollection form, Gateway gateway, Ladders ladders, CancellationToken cancellation) =>
        All.Do(
            act, Of(id), form, gateway, $"/firms/{Urls.Part(id)}?said=firm-{act}",
            (problem, tried) => Page(id, restructuring, giver, problem, tried, gateway, ladders, cancellation), cancellation);

    /// <param name="giver">Credit code of the firm of which something passes.</param>
    private static async Task<IResult> Page(
        string id, string restructuring, string giver, Problem? problem, TriedAct? tried, Gateway gateway, Ladders ladders, CancellationToken cancellation)
    {
        var rules = ladders.Read(cancellation);
        var matched = gateway.Read<FoundFirm[]>(Urls.Query("api/ladder/v1/firms/match", ("creditCode", giver)), cancellation);
        var (firm, version) = await gateway.ReadVersioned<FirmView>(Of(id), cancellation);
        var between = firm.Affairs.Restructurings.FirstOrDefault(one => one.RestructuringId == restructuring && one.Givers(firm.CreditCode).Contains(giver));
        if (between is null || await matched is not [var found, ..])
            return Results.NotFound();
        var explained = problem is null ? null : await problem.Explained(tried?.Form, $"{Of(id)}/timeline?limit=50", gateway, cancellation);
        return PageSetup.Page<AllocationPage>(
            new
            {
                Allocation = new Allocation(firm, await gateway.Read<FirmView>(Of(found.Id), cancellation), between, await rules), Version = version, Problem = explained, Tried = tried,
            },
            problem?.Status);
    }

    private static string Of(string firm) => $"api/ladder/v1/firms/{Urls.Part(firm)}";
}

/// <summary>A restructuring between two firms of the register.</summary>
/// <param name="Firm">To which something may pass.</param>
/// <param name="Giver">Of which it may pass.</param>
public sealed record Allocation(FirmView Firm, FirmView Giver, Restructured Restructuring, RuleNames Rules)
{
    /// <summary>Figures of the giver that the firm has none of its own for, the latest year first.</summary>
    internal IReadOnlyList<Option> Figures(Reader reader) =>
        [.. Giver.Facts.Where(fact => !Firm.Facts.Any(own => (own.FiscalYear, own.Metric, own.DefinitionId, own.Scope) == (fact.FiscalYear, fact.Metric, fact.DefinitionId, fact.Scope)))
            .OrderByDescending(fact => fact.FiscalYear).Select(fact => new Option(fact.Id, $"{fact.FiscalYear} · {Rules.Name(fact.DefinitionId, reader)} · {reader.Quantity(fact.Value, fact.Unit)}"))];
}
